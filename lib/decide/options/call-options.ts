/** What a call has beside the options of an environment. */
export const callOptions = ["app", "project", "environment", "environments", "notes", "root", "$schema"];
