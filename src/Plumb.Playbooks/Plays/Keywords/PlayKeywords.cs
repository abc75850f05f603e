namespace Plumb.Playbooks.Plays.Keywords;

/// <summary>The visible list of keywords, by where they may stand.</summary>
public static class PlayKeywords
{
    /// <summary>What every level takes: how tasks below it run.</summary>
    private static readonly string[] Everywhere =
    [
        "any_errors_fatal", "become", "become_exe", "become_flags", "become_method", "become_user", "check_mode", "collections", "connection",
        "debugger", "diff", "environment", "ignore_errors", "ignore_unreachable", "module_defaults", "name", "no_log", "port", "remote_user",
        "run_once", "tags", "throttle", "timeout", "vars",
    ];

    private static readonly string[] BelowPlays = ["delegate_facts", "delegate_to", "when"];

    public static IReadOnlySet<string> OfPlays { get; } = new HashSet<string>(
    [
        .. Everywhere, "fact_path", "force_handlers", "gather_facts", "gather_subset", "gather_timeout", "handlers", "hosts", "max_fail_percentage",
        "order", "post_tasks", "pre_tasks", "roles", "serial", "strategy", "tasks", "validate_argspec", "vars_files", "vars_prompt", "user",
    ]);

    public static IReadOnlySet<string> OfRoles { get; } = new HashSet<string>([.. Everywhere, .. BelowPlays, "role"]);

    public static IReadOnlySet<string> OfBlocks { get; } = new HashSet<string>([.. Everywhere, .. BelowPlays, "block", "rescue", "always", "notify"]);

    public static IReadOnlySet<string> OfTasks { get; } = new HashSet<string>(
    [
        .. Everywhere, .. BelowPlays, "action", "args", "async", "changed_when", "delay", "failed_when", "local_action", "loop", "loop_control", "notify", "poll",
        "register", "retries", "until",
    ]);

    public static IReadOnlySet<string> OfHandlers { get; } = new HashSet<string>([.. OfTasks, "listen"]);

    public static IReadOnlySet<string> OfLoopControl { get; } = new HashSet<string>(["loop_var", "index_var", "label", "pause", "extended", "extended_allitems", "break_when"]);

    public static IReadOnlySet<string> OfPrompts { get; } = new HashSet<string>(["name", "prompt", "default", "private", "confirm", "encrypt", "salt_size", "salt", "unsafe"]);

    /// <summary>What a dynamic include takes. Whatever else would hold for its tasks has to be under <c>apply</c>.</summary>
    public static IReadOnlySet<string> OfIncludes { get; } = new HashSet<string>(
    [
        "action", "args", "collections", "debugger", "ignore_errors", "loop", "loop_control", "name", "local_action", "no_log", "register", "run_once", "tags", "timeout", "vars", "when",
    ]);
}
