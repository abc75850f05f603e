using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>Calls <c>systemctl</c> with the options that the task's arguments mean.</summary>
internal sealed class Systemctl(HostTools tools, MapData arguments)
{
    private readonly IReadOnlyList<string> _options =
    [
        .. arguments.Text("scope") is "user" or "global" ? ["--" + arguments.Text("scope")] : (string[])[],
        .. arguments.Flag("no_block") ? ["--no-block"] : (string[])[],
        .. arguments.Flag("force") ? ["--force"] : (string[])[],
    ];

    public string Program => tools.Require("systemctl");

    /// <summary>Asks something; runs in a prediction too.</summary>
    public ValueTask<ToolOutcome> AskAsync(IReadOnlyList<string> words, CancellationToken cancellation) => CallAsync(words, readOnly: true, cancellation);

    public ValueTask<ToolOutcome> ChangeAsync(IReadOnlyList<string> words, CancellationToken cancellation) => CallAsync(words, readOnly: false, cancellation);

    // A user's systemd is found by the folder of the user's session, which ssh does not always set.
    private ValueTask<ToolOutcome> CallAsync(IReadOnlyList<string> words, bool readOnly, CancellationToken cancellation)
    {
        var runtime = tools.Host.Environment.GetValueOrDefault("XDG_RUNTIME_DIR") ?? string.Create(CultureInfo.InvariantCulture, $"/run/user/{tools.Host.User.UserId}");
        var request = new ProcessRequest(Program, [.. _options, .. words]) { ReadOnly = readOnly, Environment = [new("XDG_RUNTIME_DIR", runtime)] };
        return tools.RunAsync(request, cancellation);
    }
}
