-- One row per session id that events carry: what they say together, and the state it is derived
-- from. Every property of sessions has a column of its name without the dollar sign.
CREATE TABLE session (
    project_id                BIGINT        NOT NULL,
    session_id                VARCHAR(200)  NOT NULL,
    start_timestamp           TIMESTAMP WITH TIME ZONE NOT NULL,
    end_timestamp             TIMESTAMP WITH TIME ZONE NOT NULL,
    entry_current_url         VARCHAR(4000),
    entry_pathname            VARCHAR(4000),
    entry_hostname            VARCHAR(4000),
    end_current_url           VARCHAR(4000),
    end_pathname              VARCHAR(4000),
    end_hostname              VARCHAR(4000),
    entry_referring_domain    VARCHAR(1000),
    entry_utm_source          VARCHAR(1000),
    entry_utm_campaign        VARCHAR(1000),
    entry_utm_medium          VARCHAR(1000),
    entry_utm_term            VARCHAR(1000),
    entry_utm_content         VARCHAR(1000),
    entry_gclid               VARCHAR(1000),
    entry_gad_source          VARCHAR(1000),
    entry_gclsrc              VARCHAR(1000),
    entry_dclid               VARCHAR(1000),
    entry_gbraid              VARCHAR(1000),
    entry_wbraid              VARCHAR(1000),
    entry_fbclid              VARCHAR(1000),
    entry_msclkid             VARCHAR(1000),
    entry_twclid              VARCHAR(1000),
    entry_li_fat_id           VARCHAR(1000),
    entry_mc_cid              VARCHAR(1000),
    entry_igshid              VARCHAR(1000),
    entry_ttclid              VARCHAR(1000),
    entry__kx                 VARCHAR(1000),
    entry_irclid              VARCHAR(1000),
    -- Distinct event uuids.
    pageview_count            BIGINT        NOT NULL,
    autocapture_count         BIGINT        NOT NULL,
    screen_count              BIGINT        NOT NULL,
    channel_type              VARCHAR(1000) NOT NULL,
    -- Whole seconds: the number of second boundaries between start and end.
    session_duration          BIGINT        NOT NULL,
    -- Null for a session without pages and screens.
    is_bounce                 BOOLEAN,
    last_external_click_url   VARCHAR(4000),
    -- Milliseconds.
    vitals_lcp                DOUBLE PRECISION,
    -- What follows is no property to filter by.
    distinct_id               VARCHAR(200)  NOT NULL,
    num_uniq_urls             INTEGER       NOT NULL,
    browser                   VARCHAR(200),
    os                        VARCHAR(200),
    device_type               VARCHAR(200),
    viewport_width            VARCHAR(200),
    viewport_height           VARCHAR(200),
    geoip_country_code        VARCHAR(200),
    geoip_subdivision_1_code  VARCHAR(200),
    geoip_city_name           VARCHAR(200),
    geoip_time_zone           VARCHAR(200),
    -- The mergeable facts everything above is computed from; format: SessionFacts.
    facts                     BYTEA         NOT NULL,
    -- The id first: H2 uses a key for a list of values only when they are its first column.
    PRIMARY KEY (session_id, project_id)
);
CREATE INDEX session_latest ON session (project_id, start_timestamp DESC, session_id DESC);
