using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections.OpenSsh;

/// <summary><c>remote-exec</c>: runs lines, a script or several scripts on a host. A script is sent, run in a terminal, and removed.</summary>
internal sealed class RemoteExec(ProvisionerEnvironment environment) : IProvisioner
{
    private const int MaxScript = 64 * 1024 * 1024;

    private static readonly string[] Sources = ["inline", "script", "scripts"];

    public string Type => "remote-exec";

    public BlockSchema Schema { get; } = new()
    {
        Attributes =
        [
            new AttributeSchema("inline", DataType.List(DataType.String)) { Optional = true },
            new AttributeSchema("script", DataType.String) { Optional = true },
            new AttributeSchema("scripts", DataType.List(DataType.String)) { Optional = true },
        ],
    };

    public string? Validate(ObjectValue config) =>
        Sources.Count(config.IsSet) == 1 ? null : "Exactly one of \"inline\", \"script\" and \"scripts\" has to be set.";

    public async Task RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation)
    {
        var settings = SshSettings.Read(call.Connection, environment.Variables.GetValueOrDefault("SSH_AUTH_SOCK") is { Length: > 0 });
        var scripts = Scripts(call.Config).ToArray();
        var connection = await SshConnection.OpenAsync(settings, environment, output, cancellation).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        foreach (var script in scripts) await RunScriptAsync(connection, script, output, cancellation).ConfigureAwait(false);
    }

    private IEnumerable<byte[]> Scripts(ObjectValue config)
    {
        if (config.TextsOf("inline") is { } lines)
        {
            if (lines.Any(string.IsNullOrEmpty)) throw new ProvisioningException("One of the strings in \"inline\" is empty or null, which is no command.");
            return [Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => $"{l}\n")))];
        }
        var paths = config.TextsOf("scripts") ?? [config.TextOf("script")];
        if (paths.Any(string.IsNullOrEmpty)) throw new ProvisioningException("A path in \"script\" or \"scripts\" is empty or null.");
        return [.. paths.OfType<string>().Select(ReadScript)];
    }

    private byte[] ReadScript(string given)
    {
        var path = Path.GetFullPath(given, environment.WorkingDirectory);
        if (!File.Exists(path)) throw new ProvisioningException($"The script \"{given}\" cannot be opened: there is no such file.");
        return new FileInfo(path).Length <= MaxScript ? File.ReadAllBytes(path) : throw new ProvisioningException($"The script \"{given}\" is larger than 64 MiB, which no script is.");
    }

    private async Task RunScriptAsync(SshConnection connection, byte[] script, Action<string> output, CancellationToken cancellation)
    {
        var isWindows = connection.Settings.IsWindows;
        var path = connection.NewScriptPath();
        var content = isWindows || script.AsSpan().StartsWith("#!"u8) ? script : [.. "#!/bin/sh\n"u8, .. script];
        var upload = new ScpUpload(connection);
        await upload.FileAsync(path, () => new MemoryStream(content), cancellation).ConfigureAwait(false);
        var quoted = isWindows ? ShellWords.QuoteForWindows(path) : ShellWords.Quote(path);
        // The peer lets everybody change the script before it runs.
        if (!isWindows) await connection.RunAsync($"chmod 0700 {quoted}", "make the script executable", cancellation).ConfigureAwait(false);
        var failure = await ExecuteAsync(connection, quoted, output, cancellation).ConfigureAwait(false);
        await RemoveAsync(connection, upload, path, quoted, cancellation).ConfigureAwait(false);
        if (failure is not null) throw new ProvisioningException(failure);
    }

    private async Task<string?> ExecuteAsync(SshConnection connection, string command, Action<string> output, CancellationToken cancellation)
    {
        var process = connection.Start(command, withTerminal: !connection.Settings.IsWindows);
        await using var _ = process.ConfigureAwait(false);
        process.Input.Close();
        await new OutputLines(output, environment.Time).PumpAsync(process.Output).WaitAsync(cancellation).ConfigureAwait(false);
        var code = await process.WaitAsync(cancellation).ConfigureAwait(false);
        if (code == 0) return null;
        var host = connection.Settings.Target.Host;
        return code == 255 && process.Errors.Length > 0
            ? $"The connection to {host} was lost while a script ran: {process.Errors}"
            : string.Create(CultureInfo.InvariantCulture, $"The script {command} on {host} ended with exit status {code}.");
    }

    /// <summary>A script may hold secrets. It has done its work, so that failing to remove it is no failure.</summary>
    private static async Task RemoveAsync(SshConnection connection, ScpUpload upload, string path, string quoted, CancellationToken cancellation)
    {
        try
        {
            if (connection.Settings.IsWindows) await upload.FileAsync(path, () => new MemoryStream([]), cancellation).ConfigureAwait(false);
            else await connection.RunAsync($"rm -f {quoted}", "remove the script", cancellation).ConfigureAwait(false);
        }
        catch (ProvisioningException)
        {
            // The host may have been told to restart.
        }
    }
}
