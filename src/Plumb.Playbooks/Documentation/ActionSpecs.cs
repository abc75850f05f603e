using Plumb.Operations.Model;

namespace Plumb.Playbooks.Documentation;

/// <summary>The arguments of what the controller itself does for a task, for documentation.</summary>
public static class ActionSpecs
{
    private static readonly ArgumentSpec[] FileSelection =
    [
        new("apply", ArgumentType.Map, "Keywords that hold for all tasks included."),
    ];

    private static readonly ArgumentSpec[] RoleArguments =
    [
        new("name", ArgumentType.Text, "The role.") { Required = true },
        new("tasks_from", ArgumentType.Text, "The file of tasks to begin with.") { Default = "main" },
        new("vars_from", ArgumentType.Text, "The file of variables.") { Default = "main" },
        new("defaults_from", ArgumentType.Text, "The file of defaults.") { Default = "main" },
        new("handlers_from", ArgumentType.Text, "The file of handlers.") { Default = "main" },
        new("allow_duplicates", ArgumentType.Boolean, "Run the role again though it ran with the same arguments.") { Default = true },
        new("rolespec_validate", ArgumentType.Boolean, "Check the arguments by the role's specification.") { Default = true },
    ];

    /// <summary>The visible list, in the order of names.</summary>
    public static IReadOnlyList<OperationSpec> All { get; } =
    [
        new("add_host", "Adds a host, and groups if need be, to the inventory of this run")
        {
            Arguments =
            [
                new("name", ArgumentType.Text, "The host; a port may follow a colon.") { Required = true, Aliases = ["host", "hostname"] },
                new("groups", ArgumentType.List, "Groups to put the host into.") { Aliases = ["group", "groupname"], Elements = ArgumentType.Text },
            ],
        },
        new("assert", "Fails where a condition does not hold")
        {
            Arguments =
            [
                new("that", ArgumentType.List, "The conditions.") { Required = true, Elements = ArgumentType.Text },
                new("fail_msg", ArgumentType.Text, "What to say where one does not hold.") { Aliases = ["msg"] },
                new("success_msg", ArgumentType.Text, "What to say where all hold."),
                new("quiet", ArgumentType.Boolean, "Say nothing of conditions that hold.") { Default = false },
            ],
        },
        new("debug", "Shows text or a variable")
        {
            Arguments =
            [
                new("msg", ArgumentType.Text, "The text.") { Default = "Hello world!" },
                new("var", ArgumentType.Text, "The variable or expression, without braces."),
                new("verbosity", ArgumentType.Integer, "Show only with so many -v.") { Default = 0 },
            ],
            MutuallyExclusive = [["msg", "var"]],
        },
        new("fail", "Fails")
        {
            Arguments = [new("msg", ArgumentType.Text, "What to say.") { Default = "Failed as requested from task" }],
        },
        new("gather_facts", "Gathers facts about hosts")
        {
            Arguments = [new("parallel", ArgumentType.Boolean, "Gather with several modules at once.")],
        },
        new("group_by", "Puts hosts into groups named by a fact")
        {
            Arguments =
            [
                new("key", ArgumentType.Text, "The group's name.") { Required = true },
                new("parents", ArgumentType.List, "Groups that it is a child of.") { Default = (string[])["all"], Elements = ArgumentType.Text },
            ],
        },
        new("import_playbook", "Puts the plays of another file in this place") { FreeForm = true },
        new("import_role", "Puts a role's tasks in this place, before anything runs") { Arguments = RoleArguments },
        new("import_tasks", "Puts the tasks of a file in this place, before anything runs")
        {
            FreeForm = true,
            Arguments = [new("file", ArgumentType.Path, "The file.")],
        },
        new("include_role", "Runs a role's tasks here, decided while the play runs")
        {
            Arguments = [.. RoleArguments, .. FileSelection, new("public", ArgumentType.Boolean, "Let later tasks see the role's variables.") { Default = false }],
        },
        new("include_tasks", "Runs the tasks of a file here, decided while the play runs")
        {
            FreeForm = true,
            Arguments = [new("file", ArgumentType.Path, "The file."), .. FileSelection],
        },
        new("include_vars", "Reads variables from files while the play runs")
        {
            FreeForm = true,
            Arguments =
            [
                new("file", ArgumentType.Path, "The file."),
                new("dir", ArgumentType.Path, "A folder of files, read in the order of names."),
                new("name", ArgumentType.Text, "A variable to put all of them into, in place of variables of their own."),
                new("depth", ArgumentType.Integer, "How deep to go into the folder; 0 for all of it.") { Default = 0 },
                new("files_matching", ArgumentType.Text, "A regular expression of the names to read."),
                new("ignore_files", ArgumentType.List, "Regular expressions of the names to leave out.") { Elements = ArgumentType.Text },
                new("extensions", ArgumentType.List, "Extensions of files to read.") { Default = (string[])["json", "yaml", "yml"], Elements = ArgumentType.Text },
                new("ignore_unknown_extensions", ArgumentType.Boolean, "Leave out files of other extensions instead of failing.") { Default = false },
                new("hash_behaviour", ArgumentType.Text, "Whether mappings of the same name are replaced or merged.") { Choices = ["replace", "merge"] },
            ],
        },
        new("meta", "Steers the play itself")
        {
            FreeForm = true,
            Arguments =
            [
                new("free_form", ArgumentType.Text, "What to do.")
                {
                    Required = true,
                    Choices = ["clear_facts", "clear_host_errors", "end_batch", "end_host", "end_play", "flush_handlers", "noop", "refresh_inventory", "reset_connection"],
                },
            ],
        },
        new("pause", "Waits for a time or for the user")
        {
            Arguments =
            [
                new("minutes", ArgumentType.Integer, "Minutes to wait."),
                new("seconds", ArgumentType.Integer, "Seconds to wait."),
                new("prompt", ArgumentType.Text, "What to ask."),
                new("echo", ArgumentType.Boolean, "Show what the user types.") { Default = true },
            ],
        },
        new("set_fact", "Sets variables of hosts")
        {
            Arguments =
            [
                new("key_value", ArgumentType.Text, "Names and values, as arguments of any name.") { Required = true },
                new("cacheable", ArgumentType.Boolean, "Keep them with the facts of the host.") { Default = false },
            ],
        },
        new("set_stats", "Sets what the run tells at its end")
        {
            Arguments =
            [
                new("data", ArgumentType.Map, "Names and values.") { Required = true },
                new("per_host", ArgumentType.Boolean, "Keep them for each host apart.") { Default = false },
                new("aggregate", ArgumentType.Boolean, "Add to values that are there in place of replacing them.") { Default = true },
            ],
        },
        new("validate_argument_spec", "Checks variables by a specification of arguments")
        {
            Arguments =
            [
                new("argument_spec", ArgumentType.Map, "The specification.") { Required = true },
                new("provided_arguments", ArgumentType.Map, "Arguments to check, before variables."),
            ],
        },
        new("wait_for_connection", "Waits until a host can be reached and used")
        {
            CheckMode = CheckMode.None,
            Arguments =
            [
                new("connect_timeout", ArgumentType.Integer, "Seconds until one attempt counts as failed.") { Default = 5 },
                new("delay", ArgumentType.Integer, "Seconds before the first attempt.") { Default = 0 },
                new("sleep", ArgumentType.Integer, "Seconds between attempts.") { Default = 1 },
                new("timeout", ArgumentType.Integer, "Seconds until it fails.") { Default = 600 },
            ],
        },
    ];
}
