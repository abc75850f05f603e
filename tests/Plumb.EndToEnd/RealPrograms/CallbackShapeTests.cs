using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Plumb.EndToEnd.RealPrograms;

/// <summary>What programs read of a run, the reports of the callbacks json and junit, beside those of the peer.</summary>
public sealed partial class CallbackShapeTests : IDisposable
{
    private const string Posix = "/usr/lib/python3/dist-packages/ansible_collections/ansible/posix/plugins/callback/json.py";

    private readonly LocalSite _site = new();

    public CallbackShapeTests()
    {
        _site.Write("two", "one ansible_connection=local\ntwo ansible_connection=local\n[all:vars]\nansible_python_interpreter=/usr/bin/python3\n");
        _site.Write("site.yml", """
            - name: First
              hosts: all
              gather_facts: false
              tasks:
              - name: ok one
                debug: { msg: hello }
              - command: echo changed
                notify: after
              - command: /bin/false
                ignore_errors: true
              - debug: { msg: no }
                when: false
              - command: echo {{ item }}
                loop: [1, 2]
                changed_when: false
              - include_tasks: more.yml
              - block:
                - command: "false"
                rescue:
                - set_stats: { data: { a: 1 }, per_host: true }
              - set_stats: { data: { g: 2 } }
              - command: echo hidden
                no_log: true
              - name: TOGGLE RESULT of this
                debug: { msg: passes }
              - name: EXPECTED FAILURE
                fail: { msg: expected }
                ignore_errors: true
              - fail: { msg: "at the end" }
                when: inventory_hostname == 'two'
              handlers:
              - name: after
                command: echo handled
            - hosts: one
              gather_facts: false
              strategy: free
              tasks:
              - assert: { that: [1 == 1], quiet: true }
            """);
        _site.Write("more.yml", "- debug: { msg: included }\n");
    }

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    public void A_callback_is_told_of_tasks_that_nobody_wrote_where_it_wants_that(string wants)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ansible-playbook"), "ansible-core is not installed");
        _site.Write("callback_plugins/told.py", """
            import os
            from ansible.plugins.callback import CallbackBase


            class CallbackModule(CallbackBase):
                CALLBACK_VERSION = 2.0
                CALLBACK_TYPE = 'stdout'
                CALLBACK_NAME = 'told'

                def __init__(self):
                    super().__init__()
                    self.wants_implicit_tasks = os.environ.get('WANTS_IMPLICIT')

                def v2_playbook_on_task_start(self, task, is_conditional):
                    self._display.display('told: %s %s' % (task.get_name(), task.implicit))
            """);
        _site.Write("roles/small/tasks/main.yml", "- debug: { msg: in a role }\n");
        _site.Write("told.yml", """
            - hosts: all
              gather_facts: false
              roles: [small]
              tasks:
              - meta: noop
              - debug: { msg: last }
            """);
        _site.With("ANSIBLE_STDOUT_CALLBACK", "told").With("WANTS_IMPLICIT", wants);
        Assert.Equal(Told(_site.Peer("-i", "two", "told.yml").Output), Told(_site.Run([], "play", "-i", "two", "told.yml").Output));

        static IEnumerable<string> Told(string output) => output.Split('\n').Where(l => l.StartsWith("told: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public void The_json_of_a_run_is_that_of_the_peer(string customStatistics)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ansible-playbook") && File.Exists(Posix), "the collection ansible.posix is not installed");
        _site.With("ANSIBLE_STDOUT_CALLBACK", "ansible.posix.json").With("ANSIBLE_SHOW_CUSTOM_STATS", customStatistics).With("ANSIBLE_FORKS", "1");
        var (theirExit, theirs) = _site.Peer("-i", "two", "site.yml");
        var (exit, ours) = _site.Run([], "play", "-i", "two", "site.yml");
        Assert.Equal(theirExit, exit);
        Assert.Equal(Shape(theirs), Shape(ours));
    }

    [Fact]
    public void The_json_of_a_run_tells_when_and_where_each_task_ran()
    {
        _site.With("ANSIBLE_STDOUT_CALLBACK", "json").With("ANSIBLE_JSON_INDENT", "0");
        var (_, output) = _site.Run([], "play", "-i", "two", "site.yml");
        using var document = JsonDocument.Parse(output.Split('\n')[0]);
        var plays = document.RootElement.GetProperty("plays");
        Assert.Equal(["First", "one"], plays.EnumerateArray().Select(p => p.GetProperty("play").GetProperty("name").GetString()));
        var ids = new List<string?>();
        foreach (var task in plays.EnumerateArray().SelectMany(p => p.GetProperty("tasks").EnumerateArray()).Select(t => t.GetProperty("task")))
        {
            ids.Add(task.GetProperty("id").GetString());
            Assert.True(task.GetProperty("duration").GetProperty("start").GetDateTimeOffset() <= task.GetProperty("duration").GetProperty("end").GetDateTimeOffset());
            Assert.Matches(@"^/.*\.yml:\d+$", task.GetProperty("path").GetString());
        }
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(document.RootElement.GetProperty("stats").TryGetProperty("two", out _));
    }

    [Theory]
    [InlineData("JUNIT_TASK_CLASS", "false")]
    [InlineData("JUNIT_TASK_CLASS", "true")]
    [InlineData("JUNIT_FAIL_ON_CHANGE", "true")]
    [InlineData("JUNIT_FAIL_ON_IGNORE", "true")]
    [InlineData("JUNIT_HIDE_TASK_ARGUMENTS", "true")]
    [InlineData("JUNIT_TEST_CASE_PREFIX", "TOGGLE")]
    [InlineData("JUNIT_TASK_RELATIVE_PATH", "/tmp")]
    public void The_junit_report_of_a_run_is_that_of_the_peer(string variable, string value)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ansible-playbook"), "ansible-core is not installed");
        _site.With("ANSIBLE_CALLBACKS_ENABLED", "junit").With(variable, value).With("ANSIBLE_FORKS", "1");
        _site.With("JUNIT_OUTPUT_DIR", Path.Combine(_site.Folder, "theirs")).Peer("-i", "two", "site.yml");
        _site.With("JUNIT_OUTPUT_DIR", Path.Combine(_site.Folder, "ours")).Run([], "play", "-i", "two", "site.yml");
        Assert.Equal(Report("theirs"), Report("ours"));
    }

    /// <summary>The document without what differs from run to run.</summary>
    private string Shape(string output)
    {
        var start = output.IndexOf("{\n", StringComparison.Ordinal);
        var node = JsonNode.Parse(output[start..(output.LastIndexOf('}') + 1)]) ?? throw new JsonException("the document is null");
        Plain(node);
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Plain(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Plain(item);
            return;
        }
        if (node is not JsonObject map) return;
        foreach (var name in map.Select(p => p.Key).ToList())
        {
            // What only the peer needs for itself, what module was called how, and the Python that it found.
            if (name.StartsWith("_ansible", StringComparison.Ordinal) || name is "invocation" or "ansible_facts") map.Remove(name);
            else if (name is "id" or "start" or "end" or "delta") map[name] = name;
            else Plain(map[name]);
        }
        var sorted = map.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        map.Clear();
        foreach (var (name, value) in sorted) map[name] = value;
    }

    private string Report(string folder)
    {
        var report = XDocument.Load(Directory.GetFiles(Path.Combine(_site.Folder, folder)).Single());
        foreach (var time in report.Descendants().Attributes("time")) time.Value = "time";
        var suite = report.Descendants("testsuite").Single();
        // What an include did is told in words of the program's own.
        foreach (var include in report.Descendants("testcase").Where(c => (c.Attribute("name")?.Value ?? "").StartsWith("[include]", StringComparison.Ordinal))) include.RemoveNodes();
        foreach (var text in report.Descendants().Where(e => e.Name.LocalName is "system-out" or "failure"))
            text.Value = Moments().Replace(Discovered().Replace(text.Value, ""), "\"$1\": 0");
        return report.ToString();
    }

    [GeneratedRegex("\"(start|end|delta)\": \"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Moments();

    // The Python that the peer found, and what ansible-core has had from 2.16 on.
    [GeneratedRegex("\"ansible_facts\": \\{[^}]*\\},\\s*|\"expand_argument_vars\": true,\\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Discovered();
}
