using System.Globalization;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration.Hostnames;

/// <summary>Systems whose name only a program sets; with systemd it keeps the permanent one too.</summary>
internal sealed class HostNameCommand(HostTools tools, bool isSystemd) : IHostNameStore
{
    private const int LongestForSystemd = 64;

    public async ValueTask<string> CurrentAsync(CancellationToken cancellation) =>
        (await AskAsync(isSystemd ? ["--transient", "status"] : [], cancellation)).Trim();

    public async ValueTask<string> PermanentAsync(CancellationToken cancellation) =>
        isSystemd ? (await AskAsync(["--static", "status"], cancellation)).Trim() : "UNKNOWN";

    public async ValueTask SetCurrentAsync(string name, CancellationToken cancellation) =>
        await SetAsync(isSystemd ? ["--transient", "set-hostname", name] : [name], name, cancellation);

    public async ValueTask SetPermanentAsync(string name, CancellationToken cancellation)
    {
        if (isSystemd) await SetAsync(["--pretty", "--static", "set-hostname", name], name, cancellation);
    }

    private string Program => isSystemd ? "hostnamectl" : "hostname";

    private async ValueTask<string> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Checked(await tools.AskAsync(Program, arguments, cancellation)).Output;

    private async ValueTask SetAsync(IReadOnlyList<string> arguments, string name, CancellationToken cancellation)
    {
        if (isSystemd && name.Length > LongestForSystemd) throw new OperationException("name cannot be longer than 64 characters on systemd servers, try a shorter name");
        Checked(await tools.ChangeAsync(Program, arguments, cancellation));
    }

    private static ToolOutcome Checked(ToolOutcome outcome) => outcome.Succeeded ? outcome
        : throw new OperationException(string.Create(CultureInfo.InvariantCulture, $"Command failed rc={outcome.ExitCode}, out={outcome.Output}, err={outcome.Error}"));
}
