using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Packages;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Galaxy;
using Plumb.Playbooks.Galaxy.Servers;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary>What commands for roles and collections work with: settings, the web, git, and where they tell what they do.</summary>
internal sealed class GalaxySession : IDisposable
{
    private const int Failed = 1;

    private readonly Terminal _terminal;
    private readonly HttpClient _http;

    private GalaxySession(Terminal terminal, GnuArguments arguments)
    {
        _terminal = terminal;
        Environment = new RunEnvironment(terminal.Environment, terminal.WorkingDirectory);
        Settings = AnsibleSettings.Load(Environment, Diagnostics);
        _http = CreateClient(arguments);
        Output = new GalaxyOutput(line => terminal.Out.Write(line + "\n"), line => terminal.Error.Write($"[WARNING]: {line}\n"));
        Downloads = new Downloads(_http);
        Git = new GitProgram(terminal.Environment);
        Servers = () => [.. GalaxyServer.Configured(Settings, arguments.Value(GalaxyOptions.Server), arguments.Value(GalaxyOptions.Token)).Select(s => new GalaxyClient(s, _http))];
    }

    public RunEnvironment Environment { get; }

    public AnsibleSettings Settings { get; }

    public DiagnosticBag Diagnostics { get; } = [];

    public GalaxyOutput Output { get; }

    public Downloads Downloads { get; }

    public IGit Git { get; }

    public Func<IReadOnlyList<GalaxyClient>> Servers { get; }

    /// <summary>Runs a command's work; what could not be had is told, and ends with 1.</summary>
    public static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, Func<GalaxySession, Task<int>> work)
    {
        using var session = new GalaxySession(terminal, arguments);
        var code = Failed;
        try
        {
            code = await work(session).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FetchException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            session.Diagnostics.Add(GalaxyRules.Failed, null, e.Message);
        }
        await terminal.Out.FlushAsync().ConfigureAwait(false);
        session.WriteDiagnostics();
        return session.Diagnostics.HasErrors && code == 0 ? Failed : code;
    }

    public async Task<int> RefuseAsync(int code, string message)
    {
        await _terminal.Error.WriteAsync($"ERROR! {message}\n").ConfigureAwait(false);
        return code;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Called as the peer, a fault that has no place in a file is one line that programs know.</summary>
    private void WriteDiagnostics()
    {
        foreach (var diagnostic in Diagnostics.Where(d => _terminal.Program.IsPeer && d.Subject is null)) _terminal.Error.Write($"{(diagnostic.Severity == Severity.Error ? "ERROR! " : "[WARNING]: ")}{diagnostic.Detail}\n");
        DiagnosticText.Write(_terminal, Diagnostics.Where(d => !_terminal.Program.IsPeer || d.Subject is not null), _terminal.UseColor);
    }

    private HttpClient CreateClient(GnuArguments arguments)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        if (arguments.Has(GalaxyOptions.IgnoreCerts) || Settings.Flag("GALAXY_IGNORE_CERTS"))
        {
#pragma warning disable CA5359 // The user asks for it, by a flag or a setting that says so.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        var timeout = arguments.Number(GalaxyOptions.Timeout) ?? (int)Settings.Number("GALAXY_SERVER_TIMEOUT");
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(Math.Max(1, timeout)) };
    }
}
