/* The demo's own behaviour, and the SDK with the settings that a site would use. */
(function () {
  'use strict';

  function byId(id) {
    return document.getElementById(id);
  }

  function on(id, event, listener) {
    var element = byId(id);
    if (element) {
      element.addEventListener(event, listener);
    }
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /* Not recorded itself: it would only show the recording its own name. */
  function showSession(posthog) {
    var place = byId('session');
    var id = posthog.get_session_id();
    var recording = location.origin + '/api/projects/@current/session_recordings/' + id;
    place.dataset.session = id;
    place.replaceChildren(
      element('h2', 'Your recording'),
      element('p', 'Session ' + id + '. A few seconds after your first click it can be read back:'),
      element('pre', 'curl -H "Authorization: Bearer $PERSONAL_API_KEY" ' + recording + '/'),
      element('pre', 'curl -H "Authorization: Bearer $PERSONAL_API_KEY" "' + recording + '/snapshots/?source=blob_v2&start_blob_key=0&end_blob_key=0"')
    );
  }

  function showBasket(items) {
    byId('basket').replaceChildren.apply(
      byId('basket'),
      items.map(function (item) {
        return element('li', item);
      })
    );
    byId('basket-empty').hidden = items.length > 0;
  }

  posthog.init(document.documentElement.dataset.token, {
    api_host: location.origin,
    defaults: '2025-05-24',
    // Automated browsers are visitors, too: this page is what tests of a recorder look at.
    opt_out_useragent_filter: true,
    loaded: showSession,
  });

  var basket = [];
  document.querySelectorAll('button[data-item]').forEach(function (button) {
    button.addEventListener('click', function () {
      basket.push(button.dataset.item);
      showBasket(basket);
      posthog.capture('put into basket', { item: button.dataset.item });
    });
  });
  on('empty-basket', 'click', function () {
    basket = [];
    showBasket(basket);
  });
  on('log', 'click', function () {
    console.log('A message from the demo', { basket: basket.length });
  });
  on('warn', 'click', function () {
    console.warn('The basket is', basket.length ? 'not empty' : 'empty');
  });
  on('error', 'click', function () {
    console.error('Nothing is wrong, but this is what an error looks like');
  });
  on('order', 'submit', function (event) {
    event.preventDefault();
    byId('thanks').hidden = false;
    posthog.capture('ordered');
  });
})();
