using System.Text;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests.Modules;

public sealed class ModuleOperationTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("plumb-module-").FullName;
    private int _opened;

    [Fact]
    public async Task A_module_is_sent_once_and_told_its_arguments_by_its_input()
    {
        for (var run = 0; run < 2; run++)
        {
            var result = await RunAsync("read line; echo \"$0 $# $line\"", new MapBuilder { ["interpreter"] = "/bin/sh", ["input"] = "hello\n" });
            Assert.EndsWith("/mod.sh 0 hello\n", PythonText.Str(result.Values["output"] ?? ""), StringComparison.Ordinal);
        }
        Assert.Equal(1, _opened);
    }

    [Fact]
    public async Task A_file_of_arguments_is_given_by_its_path_and_gone_afterwards()
    {
        var result = await RunAsync("cat \"$1\"; echo \" $1\"; exit 3", new MapBuilder { ["interpreter"] = "/bin/sh", ["arguments"] = "{\"tmp\": \"@mark@\"}", ["folder_mark"] = "@mark@", ["keeps"] = false });
        var output = PythonText.Str(result.Values["output"] ?? "");
        var path = output[(output.LastIndexOf(' ') + 1)..].Trim();
        Assert.Equal($"{{\"tmp\": \"{Path.GetDirectoryName(path)}\"}} {path}\n", output);
        Assert.Equal(3, ((IntegerData?)result.Values["rc"])?.Value);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public async Task The_first_of_the_candidates_that_is_there_reads_the_module()
    {
        var result = await RunAsync("echo ok", new MapBuilder { ["candidates"] = DataValue.Of(["/nowhere/python", "sh"]) });
        Assert.EndsWith("/sh", PythonText.Str(result.Values["interpreter"] ?? ""), StringComparison.Ordinal);
        Assert.True((await RunAsync("echo ok", new MapBuilder { ["candidates"] = DataValue.Of(["/nowhere/python"]) })).Failed);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private async Task<OperationResult> RunAsync(string script, MapBuilder arguments)
    {
        var bytes = Encoding.UTF8.GetBytes(script);
        var source = OperationTrial.Source(script, "mod.sh") with
        {
            Open = () =>
            {
                _opened++;
                return new MemoryStream(bytes);
            },
        };
        var request = new OperationRequest(OperationTable.ModuleRunner, arguments.Build()) { Sources = [source] };
        var host = new HostWithHome(TestMachine.In(_home), _home);
        return await new OperationRunner(host, OperationTable.Builtin).RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken);
    }

    /// <summary>The machine with another home, so that nothing of the test stays in the user's own.</summary>
    private sealed class HostWithHome(IHost host, string home) : IHost
    {
        public IHostFiles Files => host.Files;

        public IHostProcesses Processes => host.Processes;

        public IHostNetwork Network => host.Network;

        public HostUser User => host.User with { Home = home };

        public IReadOnlyDictionary<string, string> Environment => host.Environment;

        public string WorkingDirectory => host.WorkingDirectory;

        public TimeProvider Clock => host.Clock;

        public bool IsPlanned => host.IsPlanned;
    }
}
