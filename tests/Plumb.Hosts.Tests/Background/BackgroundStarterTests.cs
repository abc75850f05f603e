using Plumb.Hosts.Background;
using Plumb.Hosts.Linux;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Tests.Background;

/// <summary>Jobs of a program that cannot be started anew run inside of it and tell the same; those of processes are tested on real hosts.</summary>
public sealed class BackgroundStarterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxHost _host = new(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, "/", new NoNetworkAccess(), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_tells_that_it_runs_then_what_it_came_to_until_it_is_forgotten()
    {
        var runner = new OperationRunner(_host, OperationTable.Builtin);
        await using var starter = new BackgroundStarter(_host, runner, program: null);
        var started = (await starter.StartAsync(Shell("sleep 0.3; echo done"), Job(60), TestContext.Current.CancellationToken)).Values;
        var number = started.RequiredText("ansible_job_id");
        Assert.Equal(Path.Combine(_folder.Path, "jobs", number), started.RequiredText("results_file"));
        Assert.Equal(0, (await StatusAsync(runner, number)).Values.Integer("finished"));
        OperationResult status;
        while ((status = await StatusAsync(runner, number)).Values.Integer("finished") == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal("done", status.Values.RequiredText("stdout"));
        Assert.Equal(started.RequiredText("results_file"), (await StatusAsync(runner, number, "cleanup")).Values.RequiredText("erased"));
        Assert.Equal("could not find job", (await StatusAsync(runner, number)).Message);
    }

    [Fact]
    public async Task Content_that_came_with_the_task_is_kept_for_the_job()
    {
        var content = "from the controller"u8.ToArray();
        var request = Shell("true") with { Sources = [new SourceContent("a", "", "", content.Length, () => new MemoryStream(content))], Background = Job(60) };
        var (folder, read) = JobMessage.Read(_host, await JobMessage.WriteAsync(_host, request));
        using (var kept = read.Sources[0].Open())
        {
            var bytes = new byte[content.Length];
            await kept.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(content, bytes);
        }
        Assert.Equal(request.Background, read.Background);
        Directory.Delete(folder, recursive: true);
    }

    private BackgroundJob Job(int seconds) => new("j1", Path.Combine(_folder.Path, "jobs"), TimeSpan.FromSeconds(seconds));

    private static OperationRequest Shell(string line) => new("shell", new MapData([KeyValuePair.Create("_raw_params", DataValue.Of(line))]));

    private ValueTask<OperationResult> StatusAsync(OperationRunner runner, string number, string mode = "status") =>
        runner.RunAsync(new OperationRequest("async_status", new MapBuilder { ["jid"] = number, ["mode"] = mode, ["_async_dir"] = Path.Combine(_folder.Path, "jobs") }.Build()), OperationEvents.None, TestContext.Current.CancellationToken);
}
