using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Commands.Playbooks;

/// <summary>What ansible-playbook says of plays that it only looks at. Exit codes and texts are those of the peer.</summary>
public sealed class ListingTests
{
    private static async Task<(int Exit, string Out, string Error)> ListAsync(string playbook, string arguments, params IEnumerable<(string Name, string Text)> files)
    {
        using var project = new TestProject { Program = new ProgramIdentity("ansible-playbook", "ansible-playbook") };
        project["HOME"] = project.Folder;
        project.Write("site.yml", playbook);
        foreach (var (name, text) in files) project.Write(name, text);
        var run = await project.RunAsync([.. arguments.Split(' '), "site.yml"]);
        return (run.Exit, run.Out, run.Error);
    }

    [Fact]
    public async Task Hosts_that_are_not_there_are_told_of()
    {
        var (exit, shown, told) = await ListAsync("- hosts: web\n- hosts: web\n- hosts: db:!web\n- hosts: \"{{ which | default('web') }}\"\n- hosts: all\n", "-i h1, --syntax-check");
        Assert.Equal("\nplaybook: site.yml\n", shown);
        Assert.Equal("[WARNING]: Could not match supplied host pattern, ignoring: web\n[WARNING]: Could not match supplied host pattern, ignoring: db\n", told);
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task Those_of_a_list_of_patterns_are_told_of_before_anything_is_shown()
    {
        var (_, shown, told) = await ListAsync("- hosts: [all, '!web']\n", "-i h1, --syntax-check");
        Assert.Equal(("\nplaybook: site.yml\n", "[WARNING]: Could not match supplied host pattern, ignoring: web\n"), (shown, told));
    }

    [Fact]
    public async Task Only_this_machine_being_there_is_told_of()
    {
        var (exit, _, told) = await ListAsync("- hosts: localhost\n", "--list-hosts");
        Assert.Equal("[WARNING]: No inventory was parsed, only implicit localhost is available\n[WARNING]: provided hosts list is empty, only localhost is available. Note that\nthe implicit localhost does not match 'all'\n", told);
        Assert.Equal(0, exit);
    }

    [Theory]
    [InlineData("-i h1, --list-tasks --limit nobody", 1, "leaves us with no hosts to target")]
    [InlineData("-i h1, --list-tasks -e @missing.yml", 1, "Could not find or access '")]
    [InlineData("-i h1, --list-tasks --vault-password-file missing", 1, "The vault password file")]
    public async Task What_keeps_a_run_from_starting_keeps_a_listing_too(string arguments, int exit, string told)
    {
        var run = await ListAsync("- hosts: h1\n", arguments);
        Assert.Equal((exit, ""), (run.Exit, run.Out));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--list-tags", "      TASK TAGS: [never, rare, usual]\n")]
    [InlineData("--list-tags --tags usual", "      TASK TAGS: [usual]\n")]
    [InlineData("--list-tags --skip-tags usual", "      TASK TAGS: []\n")]
    [InlineData("--list-tasks", "    tasks:\n      one\tTAGS: [usual]\n")]
    public async Task Who_lists_the_tags_and_names_none_sees_those_of_tasks_that_never_run_too(string arguments, string expected)
    {
        var (exit, shown, _) = await ListAsync("- hosts: h1\n  tasks:\n  - {name: one, ping: , tags: usual}\n  - {name: two, ping: , tags: [never, rare]}\n", $"-i h1, {arguments}");
        Assert.EndsWith(expected, shown.TrimEnd('\n') + "\n", StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory]
    [InlineData("nosuch", "", " [ERROR]: No matching task \"nosuch\" found. Note: --start-at-task can only\nfollow static includes.\n")]
    [InlineData("two", "\"msg\": \"2\"", "")]
    public async Task A_run_begins_at_the_task_that_is_named(string name, string shown, string told)
    {
        var run = await ListAsync("- hosts: h1\n  gather_facts: false\n  tasks:\n  - {name: one, debug: {msg: '1'}}\n  - {name: two, debug: {msg: '2'}}\n", $"-i h1, --start-at-task {name}");
        Assert.Equal((0, told), (run.Exit, run.Error));
        Assert.Contains(shown, run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"msg\": \"1\"", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "No config file found; using defaults\n\nplaybook: site.yml\n")]
    [InlineData("[defaults]\n", "Using {0}/ansible.cfg as config file\n\nplaybook: site.yml\n")]
    public async Task Which_configuration_holds_is_told_to_those_who_ask(string configuration, string expected)
    {
        var (_, shown, _) = await ListAsync("- hosts: h1\n", "-i h1, -v --syntax-check", configuration.Length == 0 ? [] : [("ansible.cfg", configuration)]);
        Assert.Equal(expected.Replace("{0}", Path.GetDirectoryName(shown.Split(' ')[1]), StringComparison.Ordinal), shown);
    }

    [Fact]
    public async Task A_name_with_something_unknown_stays_as_it_is_written()
    {
        var (exit, shown, _) = await ListAsync("- hosts: h1\n  name: to {{ version }} of {{ what }}\n  vars: {what: x}\n", "-i h1, --list-hosts");
        Assert.Contains("play #1 (h1): to {{ version }} of {{ what }}\t", shown, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory]
    [InlineData("include_tasks: more.yml", "environment: {a: b}", "'environment' is not a valid attribute for a TaskInclude")]
    [InlineData("include_role: {name: r}", "become: true", "'become' is not a valid attribute for a IncludeRole")]
    public async Task Includes_take_no_keywords_for_the_tasks_that_they_bring(string include, string keyword, string told)
    {
        var (exit, _, error) = await ListAsync($"- hosts: h1\n  tasks:\n  - {include}\n    {keyword}\n", "-i h1, --syntax-check", ("roles/r/tasks/main.yml", "[]"));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal(4, exit);
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_told_where_it_is_named()
    {
        var (exit, _, told) = await ListAsync("- hosts: h1\n  collections: [a.b]\n  tasks:\n  - name: take it in\n    import_role:\n      name: nosuch\n", "-i h1, --syntax-check");
        Assert.StartsWith("ERROR! the role 'nosuch' was not found in a.b:ansible.legacy:/", told, StringComparison.Ordinal);
        Assert.Contains("line 6, column 13", told, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    /// <summary>The peer's order of tables is that of Python's toml.</summary>
    [Fact]
    public async Task An_inventory_is_listed_in_toml_with_deeper_tables_last()
    {
        using var project = new TestProject { Program = new ProgramIdentity("ansible-inventory", "ansible-inventory") };
        project["HOME"] = project.Folder;
        project.Write("hosts", "[web]\nw1 port=80\n[db]\nd1\n[both:children]\nweb\ndb\n");
        var run = await project.RunAsync("-i", "hosts", "--list", "--toml");
        Assert.Equal((0, "[both]\nchildren = [ \"web\", \"db\",]\n\n[web.hosts.w1]\nport = 80\n\n[db.hosts.d1]\n"), (run.Exit, run.Out.TrimEnd('\n') + "\n"));
    }

    [Theory]
    [InlineData("-m nosuch", 2, "h1 | FAILED! => {\n    \"msg\": \"The module nosuch was not found in configured module paths\"\n}\n")]
    [InlineData("-a 'ls /nonexistent'", 2, "h1 | FAILED | rc=2 >>\nls: cannot access '/nonexistent': No such file or directorynon-zero return code\n")]
    public async Task An_action_that_cannot_be_done_fails_on_the_hosts(string arguments, int exit, string expected)
    {
        using var project = new TestProject { Program = new ProgramIdentity("ansible", "ansible") };
        project["HOME"] = project.Folder;
        project["LC_ALL"] = "C.UTF-8";
        var run = await project.RunAsync(["-i", "h1,", "-c", "local", "h1", .. arguments.Split(' ', 2).Select(a => a.Trim('\''))]);
        Assert.Equal((exit, expected), (run.Exit, run.Out));
    }

    [Fact]
    public async Task Long_warnings_break_after_hyphens_too()
    {
        var (_, _, told) = await ListAsync("- hosts: h1\n", "-i /nowhere/a-long-folder/that-breaks-within-its-name/because-it-does-not-fit-on-a-line -i h1, --list-hosts");
        Assert.Contains("[WARNING]: Unable to parse /nowhere/a-long-folder/that-breaks-within-its-\nname/because-it-does-not-fit-on-a-line as an inventory source\n", told, StringComparison.Ordinal);
    }
}
