package dev.zoetrope.server.insights;

/** Which insights to list; null members do not filter. */
record InsightFilter(String shortId, String search, Boolean saved, Boolean favorited) {}
