using Plumb.Hosts.Calling;
using Plumb.Hosts.Processes;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Tests.Calling;

public sealed class EmptyRootTests
{
    [Fact]
    public async Task The_executor_runs_where_there_is_nothing_else()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a root folder can be changed by root alone");
        Assert.SkipUnless(Built() is not null, "the executor is not built: ./build.sh, or name one with PLUMB_EXECUTOR");
        using var folder = new TemporaryFolder();
        File.Copy(Built() ?? "", folder["executor"]);
        await using var process = ChannelProcess.Start(new SpawnRequest("/usr/sbin/chroot", ["chroot", folder.Path, "/executor"], []));
        await using var session = await Bootstrap.RunAsync(process.Stream, [], TestContext.Current.CancellationToken);
        async Task<OperationResult> Run(string operation, params (string, string)[] arguments) => await session.RunAsync(
            new OperationRequest(operation, new MapData([.. arguments.Select(a => KeyValuePair.Create(a.Item1, DataValue.Of(a.Item2)))])), OperationEvents.None, TestContext.Current.CancellationToken);
        Assert.False((await Run("ping")).Failed);
        Assert.True((await Run("file", ("path", "/made"), ("state", "directory"), ("mode", "0750"))).Changed);
        Assert.True(Directory.Exists(folder["made"]));
        var ran = await Run("command", ("_raw_params", "/executor --version"));
        Assert.False(ran.Failed, ran.Message);
        Assert.False((await Run("setup")).Failed);
    }

    private static string? Built()
    {
        if (Environment.GetEnvironmentVariable("PLUMB_EXECUTOR") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "dist", "executor", "plumb-executor");
            if (File.Exists(path)) return path;
        }
        return null;
    }
}
