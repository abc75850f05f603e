using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary>What every command for playbooks begins with: its settings, the vault passwords, and where faults are told.</summary>
internal sealed class PeerSession
{
    private readonly PlayOutput _output;
    private readonly HashSet<Diagnostic> _told = new(ReferenceEqualityComparer.Instance);

    public PeerSession(Terminal terminal, string? configFile = null)
    {
        Terminal = terminal;
        _output = new PlayOutput(terminal.Out, terminal.Error);
        Settings = AnsibleSettings.Load(new RunEnvironment(terminal.Environment, terminal.WorkingDirectory), Diagnostics, configFile);
    }

    public Terminal Terminal { get; }

    public AnsibleSettings Settings { get; }

    public DiagnosticBag Diagnostics { get; } = [];

    private bool UseColor => (Terminal.UseColor && !Settings.Flag("ANSIBLE_NOCOLOR")) || Settings.Flag("ANSIBLE_FORCE_COLOR");

    /// <summary>Tells what has come up since the last time.</summary>
    public void Tell()
    {
        var news = Diagnostics.Where(_told.Add).ToList();
        if (Terminal.Program.IsPeer) TellAsPeer(news);
        else DiagnosticText.Write(Terminal.Error, news, UseColor);
    }

    public int Fail(DiagnosticRule rule, string detail, int exit)
    {
        Diagnostics.Add(rule, null, detail);
        Tell();
        return exit;
    }

    private void TellAsPeer(List<Diagnostic> news)
    {
        foreach (var diagnostic in news)
        {
            if (diagnostic.Severity == Severity.Error) PeerFault.WritePeer(_output, diagnostic);
            else PeerFault.Warn(_output, diagnostic);
        }
    }

    public Task<VaultSecrets?> LoadSecretsAsync(VaultSecretSources sources, CancellationToken cancellation) =>
        new VaultSecretLoader(Settings, AskSecretAsync, Diagnostics).LoadAsync(sources, cancellation);

    /// <summary>The sources of passwords that the options shared by all commands name.</summary>
    public VaultSecretSources SourcesOf(GnuArguments arguments) => new(
        arguments.Values(SharedOptions.VaultId),
        arguments.Values(SharedOptions.VaultPasswordFile),
        arguments.Has(SharedOptions.AskVaultPassword) || Settings.Flag("DEFAULT_ASK_VAULT_PASS"));

    /// <summary>The question goes to the error stream, so that it does not get into what another program reads.</summary>
    public async ValueTask<string?> AskSecretAsync(string question, CancellationToken cancellation)
    {
        var answer = await Prompt.AskPasswordAsync(Terminal, question, Terminal.Error, cancellation).ConfigureAwait(false);
        if (Terminal.Controlling.Value is null) await Terminal.Error.WriteLineAsync().ConfigureAwait(false);
        return answer;
    }
}
