using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Connections;

/// <summary>Finds how a host is reached: variables win over keywords, these over the command line and configuration.</summary>
internal sealed class ConnectionResolver(ConnectionDefaults defaults)
{
    /// <summary>The name of the way, such as <c>ssh</c>, and the settings for it.</summary>
    /// <param name="host">The host that is connected to.</param>
    /// <param name="connected">Its variables.</param>
    /// <param name="scope">Those of the task, whose keywords count.</param>
    public (string Connection, ConnectionSettings Settings) Resolve(string host, TaskScope connected, TaskScope scope)
    {
        var keywords = scope.Task.Scope;
        string? Variable(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (connected.Variable(name) is { } value) return PyText.Str(value);
            }
            return null;
        }
        var connection = Variable("ansible_connection") ?? KeywordValues.Text(scope, keywords.Nearest("connection"), "connection") ?? defaults.Name;
        connection = Plays.Reading.ActionNames.Short(connection) switch { "smart" or "paramiko" or "paramiko_ssh" or "" => "ssh", var name => name };
        var port = Variable("ansible_port", "ansible_ssh_port") ?? KeywordValues.Text(scope, keywords.Nearest("port"), "port");
        var settings = new ConnectionSettings(host)
        {
            Address = Variable("ansible_host", "ansible_ssh_host"),
            Port = port is { Length: > 0 } ? Number(port, "port") : defaults.Port,
            User = Variable("ansible_user", "ansible_ssh_user") ?? KeywordValues.Text(scope, keywords.Nearest("remote_user"), "remote_user") ?? defaults.User,
            Password = Variable("ansible_password", "ansible_ssh_pass", "ansible_ssh_password") ?? defaults.Password,
            PrivateKeyFile = Variable("ansible_private_key_file", "ansible_ssh_private_key_file") ?? defaults.PrivateKeyFile,
            Timeout = TimeSpan.FromSeconds(Variable("ansible_ssh_timeout", "ansible_timeout") is { } timeout ? Number(timeout, "timeout") : defaults.Timeout),
            SshExecutable = Variable("ansible_ssh_executable") ?? "ssh",
            CheckHostKey = (Variable("ansible_host_key_checking", "ansible_ssh_host_key_checking") is { } check ? KeywordValues.Boolean(check) : null) ?? defaults.CheckHostKey,
            Retries = Variable("ansible_ssh_retries") is { } retries ? Number(retries, "retries") : defaults.Retries,
            SshArguments =
            [
                .. Words(Variable("ansible_ssh_args") ?? defaults.SshArguments),
                .. Words(Variable("ansible_ssh_common_args") ?? defaults.SshCommonArguments),
                .. Words(Variable("ansible_ssh_extra_args") ?? defaults.SshExtraArguments),
            ],
            Extra = Extra(connection, connected),
        };
        return (connection, settings);
    }

    /// <summary>A key under which two settings are the same connection.</summary>
    public static string KeyOf(string connection, ConnectionSettings settings) => string.Join('\n',
    [
        connection, settings.Host, settings.Address, settings.Port?.ToString(CultureInfo.InvariantCulture), settings.User, settings.PrivateKeyFile, settings.SshExecutable, settings.LocalFolder,
        .. settings.SshArguments, .. settings.Extra.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"),
    ]);

    /// <summary>Variables that only one way of connecting knows, such as <c>ansible_podman_extra_args</c>.</summary>
    private static Dictionary<string, string> Extra(string connection, TaskScope connected)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        if (connection is "ssh" or "local") return extra;
        var name = connection.Split('.')[^1];
        foreach (var key in connected.Raw.Keys.OfType<string>().Where(k => k.StartsWith($"ansible_{name}_", StringComparison.Ordinal)))
            extra[key] = PyText.Str(connected.Variable(key));
        return extra;
    }

    private static int Number(string text, string name) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw new TaskFailure($"The {name} of a connection has to be a number, not '{text}'.");

    private static IEnumerable<string> Words(string? arguments) =>
        arguments is { Length: > 0 } && Plays.Reading.ArgumentWords.Find(arguments) is { } words ? words.Select(w => Plays.Reading.ArgumentWords.Unquote(arguments[w])) : [];
}
