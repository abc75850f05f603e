using System.Diagnostics;
using Plumb.Connections.Channels;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using UnreachableException = Plumb.Operations.Connections.UnreachableException;

namespace Plumb.Connections.Tests.Channels;

/// <summary>Hosts that are reached by commands alone: here by a shell of this machine.</summary>
public sealed class CommandsConnectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-commands-");
    private readonly ShellCommands _commands = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Operations_run_with_their_contents_and_nothing_but_the_executor_stays()
    {
        Assert.SkipWhen(TestExecutors.Built.Binaries.Count == 0, TestExecutors.NotBuilt);
        var target = Path.Combine(_folder.FullName, "file");
        await using (var connection = Connect())
        {
            byte[] content = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 31 >> 3))];
            var copied = await RunAsync(connection, new OperationRequest("copy", Arguments(("dest", target), ("_original_basename", "file"))) { Sources = [Source(content)] });
            Assert.True(copied.Changed, copied.Message);
            Assert.Equal(content, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
            var ran = await RunAsync(connection, new OperationRequest("command", Arguments(("_raw_params", "printf '%s ' one two"))));
            Assert.Equal("one two ", Text(ran, "stdout"));
        }
        Assert.Single(_commands.Lines, l => l.StartsWith("/bin/sh -c 'chmod", StringComparison.Ordinal));
        Assert.All(_commands.Folders, f => Assert.False(Directory.Exists(f)));
        Assert.True(_commands.IsClosed);
    }

    [Fact]
    public async Task What_an_operation_returns_comes_back()
    {
        Assert.SkipWhen(TestExecutors.Built.Binaries.Count == 0, TestExecutors.NotBuilt);
        var path = Path.Combine(_folder.FullName, "read");
        await File.WriteAllTextAsync(path, "some text\n", TestContext.Current.CancellationToken);
        await using var connection = Connect();
        var read = await RunAsync(connection, new OperationRequest("slurp", Arguments(("src", path))));
        Assert.Equal("c29tZSB0ZXh0Cg==", Text(read, "content"));
        var failed = await RunAsync(connection, new OperationRequest("slurp", Arguments(("src", path + "-not"))));
        Assert.True(failed.Failed);
    }

    [Fact]
    public async Task A_raw_command_needs_no_executor()
    {
        await using var connection = new CommandsConnection(_commands, new TestExecutors(), new ConnectionSettings("h"));
        var ran = await RunAsync(connection, new OperationRequest("raw", Arguments(("_raw_params", "echo $A"))) { Environment = [new("A", "it's")] });
        Assert.Equal("it's\n", Text(ran, "stdout"));
        await Assert.ThrowsAsync<UnreachableException>(() => RunAsync(connection, new OperationRequest("ping", Arguments())));
    }

    [Fact]
    public async Task An_executor_that_gives_no_answer_makes_the_host_unreachable_and_leaves_no_folder()
    {
        await using var connection = new CommandsConnection(_commands, TestExecutors.Script("echo cannot >&2; exit 9\n"), Settings());
        var fault = await Assert.ThrowsAsync<UnreachableException>(() => RunAsync(connection, new OperationRequest("ping", Arguments())));
        Assert.Contains("the command ended with 9: cannot", fault.Message, StringComparison.Ordinal);
        Assert.All(_commands.Folders, f => Assert.False(Directory.Exists(f)));
    }

    [Fact]
    public async Task An_executor_that_cannot_be_sent_leaves_nothing_where_it_was_to_be_kept()
    {
        _commands.RefusesFiles = true;
        await using var connection = new CommandsConnection(_commands, TestExecutors.Script("exit 0\n"), Settings());
        var fault = await Assert.ThrowsAsync<UnreachableException>(() => RunAsync(connection, new OperationRequest("ping", Arguments())));
        Assert.Contains("no files today", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "cache")));
    }

    [Fact]
    public async Task A_machine_of_another_kind_is_told()
    {
        await using var connection = new CommandsConnection(_commands, TestExecutors.Script("exit 0\n", machine: "vax"), Settings());
        var fault = await Assert.ThrowsAsync<UnreachableException>(() => RunAsync(connection, new OperationRequest("ping", Arguments())));
        Assert.Contains("only for vax", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_shell_may_say_how_another_user_is_become()
    {
        Assert.SkipWhen(TestExecutors.Built.Binaries.Count == 0, TestExecutors.NotBuilt);
        var script = Path.Combine("/var/tmp", $"plumb-test-{Guid.NewGuid():N}");
        await using var connection = Connect();
        var request = new OperationRequest("command", Arguments(("_raw_params", "printenv BECOME_TEST")))
        {
            Become = new BecomeRequest("own", "somebody") { Password = "s3cret", Line = new BecomeLine($"printf 'say it: ' >&2; read word; [ \"$word\" = s3cret ] && exec env BECOME_TEST=yes HOME={_folder.FullName} /bin/sh {script}", script, "say it:", NeedsTerminal: false) },
        };
        var ran = await RunAsync(connection, request);
        Assert.Equal("yes", Text(ran, "stdout"));
        Assert.False(File.Exists(script));
    }

    private CommandsConnection Connect() => new(_commands, TestExecutors.Built, Settings());

    private ConnectionSettings Settings() => new("h") { CacheFolder = Path.Combine(_folder.FullName, "cache") };

    private static async Task<OperationResult> RunAsync(CommandsConnection connection, OperationRequest request) => await connection.RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken);

    private static MapData Arguments(params ReadOnlySpan<(string Name, string Value)> all)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in all) map[name] = value;
        return map.Build();
    }

    private static string Text(OperationResult result, string name) => result.Values[name] is TextData text ? text.Value : $"no {name}: {result.Message}";

    private static SourceContent Source(byte[] content) =>
        new("file", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), Hash1(content), content.Length, () => new MemoryStream(content));

#pragma warning disable CA5350 // What the peer shows of a file.
    private static string Hash1(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(content));
#pragma warning restore CA5350

    /// <summary>A shell of this machine. Files are written by another process, so that none of them is open for writing where it is started.</summary>
    private sealed class ShellCommands : IHostCommands
    {
        public List<string> Lines { get; } = [];

        public List<string> Folders { get; } = [];

        public bool IsClosed { get; private set; }

        public bool RefusesFiles { get; set; }

        public async ValueTask<CommandAnswer> RunAsync(string line, BecomeRequest? become, CancellationToken cancellation)
        {
            Lines.Add(line);
            var answer = await StartAsync(["/bin/sh", "-c", line], cancellation);
            foreach (var said in System.Text.Encoding.UTF8.GetString(answer.Output.Span).Split('\n').Where(l => l.StartsWith("PLUMB-WORK ", StringComparison.Ordinal))) Folders.Add(said["PLUMB-WORK ".Length..]);
            return answer;
        }

        public async ValueTask PutAsync(string file, string target, CancellationToken cancellation)
        {
            if (RefusesFiles) throw new UnreachableException("no files today");
            if (await StartAsync(["cp", file, target], cancellation) is { Code: not 0 } refused) throw new UnreachableException(System.Text.Encoding.UTF8.GetString(refused.Errors.Span));
        }

        public ValueTask CloseAsync()
        {
            IsClosed = true;
            return ValueTask.CompletedTask;
        }

        private static async Task<CommandAnswer> StartAsync(string[] words, CancellationToken cancellation)
        {
            using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException();
            process.StandardInput.Close();
            using var output = new MemoryStream();
            using var errors = new MemoryStream();
            await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(output, cancellation), process.StandardError.BaseStream.CopyToAsync(errors, cancellation), process.WaitForExitAsync(cancellation));
            return new CommandAnswer(process.ExitCode, output.ToArray(), errors.ToArray());
        }
    }
}
