using System.Diagnostics;
using Plumb.Backends.Local;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State;

namespace Plumb.Backends.Tests.Local;

public sealed class LocalStateStoreTests : IDisposable
{
    private readonly StateFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_changed_state_gets_the_next_serial_and_the_lineage_stays()
    {
        var state = StateFolder.State(("null_resource.a", "1"));
        await _folder.WriteAsync(state);
        var lineage = state.Lineage;
        Assert.Equal((1, false), (state.Serial, lineage.Length == 0));

        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "1")));
        Assert.Equal(1, (await _folder.ReadAsync()).State?.Serial);

        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "2")));
        var (read, _) = await _folder.ReadAsync();
        Assert.Equal((2, lineage), (read?.Serial, read?.Lineage));
    }

    [Fact]
    public async Task The_backup_is_the_state_before_the_first_write_of_a_run()
    {
        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "1")));
        Assert.False(File.Exists(_folder.Paths.Backup));
        var before = File.ReadAllText(_folder.Paths.Write);
        await using (var store = _folder.Store())
        {
            await store.WriteAsync(StateFolder.State(("null_resource.a", "2")), [], Cancellation);
            await store.WriteAsync(StateFolder.State(("null_resource.a", "3")), [], Cancellation);
        }
        Assert.Equal(before, File.ReadAllText(_folder.Root + "/terraform.tfstate.backup"));
    }

    [Fact]
    public async Task A_state_that_is_written_elsewhere_leaves_the_one_it_was_read_from()
    {
        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "1")));
        var before = File.ReadAllText(_folder.Paths.Read);
        File.WriteAllText(Path.Combine(_folder.Root, ".out.77.tmp"), "left by a killed run");
        var paths = LocalStatePaths.Of(_folder.Root, "default", stateOut: "out", backup: "-");
        await using (var store = _folder.Store(paths))
        {
            await using var held = await store.LockAsync(StateFolder.Apply, [], Cancellation);
            Assert.Equal(1, (await store.ReadAsync([], Cancellation))?.Serial);
            var state = StateFolder.State(("null_resource.b", "1"));
            Assert.True(await store.WriteAsync(state, [], Cancellation));
            Assert.Equal(["null_resource.b"], StateFolder.Addresses(await store.ReadAsync([], Cancellation)));
            Assert.Equal(2, state.Serial);
        }
        Assert.Equal(before, File.ReadAllText(_folder.Paths.Read));
        Assert.Equal(["out", "terraform.tfstate"], Directory.EnumerateFiles(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Workspaces_are_folders_beside_the_default_one()
    {
        var workspaces = new LocalWorkspaces(_folder.Root);
        var diagnostics = new DiagnosticBag();
        Assert.True(workspaces.Create("dev", diagnostics));
        Assert.True(workspaces.Create("a", diagnostics));
        Assert.Equal(["default", "a", "dev"], workspaces.List());
        Assert.True(workspaces.Delete("a", diagnostics));
        Assert.Empty(diagnostics);
        Assert.False(workspaces.Delete("default", diagnostics));
        Assert.False(workspaces.Create("../x", diagnostics));
        Assert.Equal(["default", "dev"], workspaces.List());
    }

    [Theory]
    [InlineData("default", null, null, null, "terraform.tfstate", "terraform.tfstate", "terraform.tfstate.backup")]
    [InlineData("dev", null, null, null, "terraform.tfstate.d/dev/terraform.tfstate", "terraform.tfstate.d/dev/terraform.tfstate", "terraform.tfstate.d/dev/terraform.tfstate.backup")]
    [InlineData("default", "a", "b", null, "a", "b", "b.backup")]
    [InlineData("default", "a", null, "-", "a", "a", null)]
    [InlineData("default", null, null, "c", "terraform.tfstate", "terraform.tfstate", "c")]
    public void Paths_follow_the_workspace_and_the_options(string workspace, string? state, string? stateOut, string? backup, string read, string write, string? kept) =>
        Assert.Equal(new LocalStatePaths(read, write, kept), LocalStatePaths.Of("", workspace, state, stateOut, backup));

    [Fact]
    public async Task A_pushed_state_has_to_follow_the_present_one_unless_forced()
    {
        var present = StateFolder.State(("null_resource.a", "1"));
        await _folder.WriteAsync(present);
        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "2")));

        Assert.Equal(StateRules.PushRefused, await PushAsync("other", 9, force: false));
        Assert.Equal(StateRules.PushRefused, await PushAsync(present.Lineage, 1, force: false));
        Assert.Equal(StateRules.PushRefused, await PushAsync(present.Lineage, 2, force: false));
        Assert.Null(await PushAsync(present.Lineage, 5, force: false));
        Assert.Null(await PushAsync("other", 1, force: true));
        var (read, _) = await _folder.ReadAsync();
        Assert.Equal(("other", 1), (read?.Lineage, read?.Serial));
    }

    private async Task<DiagnosticRule?> PushAsync(string lineage, long serial, bool force)
    {
        var state = StateFolder.State(("null_resource.b", "3"));
        (state.Lineage, state.Serial) = (lineage, serial);
        var diagnostics = new DiagnosticBag();
        await using var store = _folder.Store();
        var isDone = await store.PushAsync(state, force, diagnostics, Cancellation);
        Assert.Equal(isDone, !diagnostics.HasErrors);
        return diagnostics.FirstOrDefault()?.Rule;
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_does_not_block_and_goes_with_its_ID()
    {
        File.WriteAllBytes(_folder.Paths.LockInfo, new StateLockInfo("dead", "OperationTypeApply", "", "x@y", "1.11.4", "", "").ToJson());
        await using (var store = _folder.Store())
            Assert.False(await store.ForceUnlockAsync("other", [], Cancellation));
        await using (var store = _folder.Store())
        {
            await using var held = await store.LockAsync(StateFolder.Apply, [], Cancellation);
            Assert.NotNull(held);
            Assert.Equal(held.Info, StateLockInfo.FromJson(File.ReadAllBytes(_folder.Paths.LockInfo)));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));

        File.WriteAllBytes(_folder.Paths.LockInfo, new StateLockInfo("dead", "OperationTypeApply", "", "x@y", "1.11.4", "", "").ToJson());
        await using (var store = _folder.Store())
            Assert.True(await store.ForceUnlockAsync("dead", [], Cancellation));
        Assert.False(File.Exists(_folder.Paths.LockInfo));
    }

    [Fact]
    public async Task The_peer_waits_for_our_lock_also_after_a_write()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/local/bin/terraform")) Assert.Skip("terraform is not installed");
        await using var store = _folder.Store();
        var held = await store.LockAsync(StateFolder.Apply, [], Cancellation);
        Assert.NotNull(held);
        Assert.True(await store.WriteAsync(StateFolder.State(("null_resource.a", "1")), [], Cancellation));
        Assert.Equal(["null_resource.a"], StateFolder.Addresses(await store.ReadAsync([], Cancellation)));

        var (code, text) = await TerraformAsync("state", "rm", "null_resource.a");
        Assert.NotEqual(0, code);
        Assert.Contains(held.Info.Id, text, StringComparison.Ordinal);
        await held.DisposeAsync();
        Assert.Equal(0, (await TerraformAsync("state", "rm", "null_resource.a")).Code);
        var (read, _) = await _folder.ReadAsync();
        Assert.Equal((2, true), (read?.Serial, read?.IsEmpty));
    }

    [Fact]
    public async Task We_wait_for_the_lock_of_the_peer_and_say_who_holds_it()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/local/bin/terraform")) Assert.Skip("terraform is not installed");
        File.WriteAllText(Path.Combine(_folder.Root, "main.tf"), "output \"x\" {\n  value = 1\n}\n");
        var start = new ProcessStartInfo("terraform", ["apply", "-no-color"]) { WorkingDirectory = _folder.Root, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        // It asks for approval while it holds the lock.
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.Contains("Only 'yes'", StringComparison.Ordinal))
        {
        }
        var diagnostics = new DiagnosticBag();
        await using var store = _folder.Store();
        Assert.Null(await store.LockAsync(StateFolder.Apply, diagnostics, Cancellation));
        Assert.Contains("OperationTypeApply", Assert.Single(diagnostics).Detail, StringComparison.Ordinal);

        await process.StandardInput.WriteLineAsync("yes");
        var waited = await store.LockAsync(StateFolder.Apply with { Timeout = TimeSpan.FromSeconds(30) }, diagnostics, Cancellation);
        Assert.NotNull(waited);
        Assert.Equal(["x"], (await store.ReadAsync(diagnostics, Cancellation))?.Outputs.Keys);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancellation);
    }

    private async Task<(int Code, string Text)> TerraformAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments) { WorkingDirectory = _folder.Root, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + errors);
    }

    public void Dispose() => _folder.Dispose();
}
