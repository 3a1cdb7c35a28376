-- The list is sorted by these, the highest value first unless the caller says otherwise.
CREATE INDEX recording_latest ON recording (project_id, start_ms DESC, session_id DESC);
CREATE INDEX recording_by_duration ON recording (project_id, duration_s DESC, session_id DESC);
CREATE INDEX recording_by_active ON recording (project_id, active_ms DESC, session_id DESC);
CREATE INDEX recording_by_errors ON recording (project_id, console_error_count DESC, session_id DESC);
CREATE INDEX recording_by_clicks ON recording (project_id, click_count DESC, session_id DESC);
CREATE INDEX recording_by_keypresses ON recording (project_id, keypress_count DESC, session_id DESC);
CREATE INDEX recording_by_mouse ON recording (project_id, mouse_activity_count DESC, session_id DESC);
CREATE INDEX recording_by_score ON recording (project_id, activity_score DESC NULLS LAST, session_id DESC);
