using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Processes;

/// <summary>The processes of the machine that this runs on.</summary>
internal sealed class LinuxProcesses(LinuxFiles files, IReadOnlyDictionary<string, string> environment, string workingDirectory) : IHostProcesses
{
    private static readonly string[] _administrationFolders = ["/sbin", "/usr/sbin", "/usr/local/sbin"];

    public string? Find(string program, IReadOnlyList<string>? extraFolders = null) =>
        FindIn(program, [.. extraFolders ?? [], .. (environment.GetValueOrDefault("PATH") ?? DefaultPath).Split(':'), .. _administrationFolders]);

    public async ValueTask<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var spawn = Prepare(request);
        if (request.Dialogue is { } dialogue)
        {
            var terminal = TerminalProcess.Start(spawn, request, dialogue);
            return await WaitingThreads.RunAsync(() => End(terminal, cancellation)).ConfigureAwait(false);
        }
        var process = RunningProcess.Start(spawn, request);
        var running = WaitingThreads.RunAsync(() => End(process, request.Detached ? CancellationToken.None : cancellation));
        return request.Detached ? new ProcessOutcome(0, [], [], 0, process.Id) : await running.ConfigureAwait(false);
    }

    public bool Signal(int processId, int signal)
    {
        if (ProcessCalls.Kill(processId, signal) == 0) return true;
        var failure = SystemError.Last(null);
        return failure.Number == SystemError.NoProcess ? false : throw failure;
    }

    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";

    private static ProcessOutcome End(RunningProcess process, CancellationToken cancellation)
    {
        using (process) return process.Run(cancellation);
    }

    private static ProcessOutcome End(TerminalProcess process, CancellationToken cancellation)
    {
        using (process) return process.Run(cancellation);
    }

    private SpawnRequest Prepare(ProcessRequest request)
    {
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in request.Environment)
        {
            if (value is null) variables.Remove(name);
            else variables[name] = value;
        }
        // Where this program is already need not be a place that its user may enter.
        var folder = request.WorkingDirectory ?? workingDirectory;
        if (folder == Environment.CurrentDirectory) folder = null;
        if (folder is not null) CheckFolder(folder);
        var path = request.Program.Contains('/', StringComparison.Ordinal) ? request.Program : FindIn(request.Program, (variables.GetValueOrDefault("PATH") ?? DefaultPath).Split(':'));
        return new SpawnRequest(path ?? throw SystemError.Of(SystemError.NoEntry, request.Program), [request.CalledAs ?? request.Program, .. request.Arguments], variables) { Folder = folder };
    }

    /// <summary>A folder that cannot be entered must not be taken for a program that is not there.</summary>
    private void CheckFolder(string folder)
    {
        var status = files.Status(folder, follow: true) ?? throw SystemError.Of(SystemError.NoEntry, folder);
        if (status.Kind != FileKind.Directory) throw SystemError.Of(SystemError.NotFolder, folder);
        if (!files.Accessible(folder, 1)) throw SystemError.Of(SystemError.AccessDenied, folder);
    }

    private string? FindIn(string program, IEnumerable<string> folders)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return IsProgram(program) ? program : null;
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, program)).FirstOrDefault(IsProgram);
    }

    private bool IsProgram(string path) => files.Accessible(path, 1) && files.Status(path, follow: true)?.Kind == FileKind.File;
}
