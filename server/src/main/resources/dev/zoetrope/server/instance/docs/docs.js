/*
 * The page fills every parameter in with its example, also those that can be left out: a first try
 * would filter for things that do not exist. Examples of these are told in words instead.
 */
function withoutFilledIn(text) {
  const document = JSON.parse(text);
  const tell = (parameter) => {
    if (parameter.in === "query" && !parameter.required && parameter.example !== undefined) {
      const example = parameter.example;
      const shown = typeof example === "string" ? example : JSON.stringify(example);
      parameter.description = (parameter.description || "") + "\n\nFor example `" + shown + "`.";
      delete parameter.example;
    }
  };
  Object.values(document.components.parameters || {}).forEach(tell);
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      (operation.parameters || []).forEach(tell);
    }
  }
  return JSON.stringify(document);
}

let loaded = false;

window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  defaultModelsExpandDepth: 0,
  // No remote badge: this page talks to its own server only.
  validatorUrl: null,
  responseInterceptor: (response) => {
    // The first answer is the document; later ones are what the reader tried out.
    if (!loaded && response.ok) {
      loaded = true;
      response.text = withoutFilledIn(response.text);
    }
    return response;
  },
});
