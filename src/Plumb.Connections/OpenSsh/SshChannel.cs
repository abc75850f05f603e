using System.Globalization;
using Plumb.Connections.Channels;
using Plumb.Connections.Local;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Processes;
using Plumb.Operations.Connections;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// Runs scripts on a host by the user's own ssh: with its configuration, agent, certificates and jump hosts, and its list of known hosts, which is
/// checked unless the user says otherwise.
/// </summary>
internal sealed class SshChannel(ConnectionSettings settings, IReadOnlyDictionary<string, string> environment, string? askPassProgram) : IChannelOpener
{
    /// <summary>The exit code of ssh itself, rather than of what it runs.</summary>
    private const int SshFailure = 255;

    public ValueTask<ChannelProcess> OpenAsync(string script, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var program = ProgramSearch.Find(settings.SshExecutable, environment.GetValueOrDefault("PATH"));
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        // A password must be read from somewhere until ssh has logged in; the folder goes with the process.
        var folder = settings.Password is null ? null : SshFolder.Create(environment.GetValueOrDefault("XDG_RUNTIME_DIR"));
        if (folder is not null && settings.Password is { } password)
        {
            foreach (var (name, value) in AskPass.Variables(folder, askPassProgram, folder.Write("password", password + "\n"))) variables[name] = value;
        }
        return ValueTask.FromResult(ChannelProcess.Start(new SpawnRequest(program, ["ssh", .. Arguments(), $"exec /bin/sh -c {PosixShell.Quote(script)}"], variables), owned: folder));
    }

    public UnreachableException Unreachable(int? exitCode, string errors, string why, bool begun = false)
    {
        if (!begun && exitCode == SshFailure && errors.Length > 0) return new UnreachableException($"Failed to connect to the host via ssh: {errors}");
        var said = errors.Length > 0 ? $" {errors}" : "";
        return new UnreachableException(begun ? $"The executor on {settings.Host} was lost: {why}.{said}" : $"The executor on {settings.Host} cannot begin: {why}.{said}");
    }

    private IEnumerable<string> Arguments()
    {
        // This connection carries everything; a master that is there already is used nevertheless.
        yield return "-T";
        foreach (var option in Options()) yield return $"-o{option}";
        foreach (var argument in settings.SshArguments) yield return argument;
        // What the user gave wins: ssh takes the first of each.
        foreach (var option in (string[])["ServerAliveInterval=15", "ServerAliveCountMax=4", "LogLevel=ERROR"]) yield return $"-o{option}";
        yield return settings.Address ?? settings.Host;
    }

    private IEnumerable<string> Options()
    {
        yield return "ControlMaster=no";
        yield return "EscapeChar=none";
        if (!settings.CheckHostKey) yield return "StrictHostKeyChecking=no";
        if (settings.Port is { } port) yield return string.Create(CultureInfo.InvariantCulture, $"Port={port}");
        if (settings.PrivateKeyFile is { } key) yield return $"IdentityFile=\"{key.Replace("%", "%%", StringComparison.Ordinal)}\"";
        if (settings.Password is null)
        {
            yield return "KbdInteractiveAuthentication=no";
            yield return "PreferredAuthentications=gssapi-with-mic,gssapi-keyex,hostbased,publickey";
            yield return "PasswordAuthentication=no";
        }
        else
        {
            yield return "NumberOfPasswordPrompts=1";
        }
        if (settings.User is { } user) yield return $"User=\"{user}\"";
        yield return string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={Math.Max(1, (int)settings.Timeout.TotalSeconds)}");
    }
}
