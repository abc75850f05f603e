using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>Adds keys to those that apt trusts, and removes them.</summary>
internal sealed class AptKeyOperation : IOperation
{
    private const int Tries = 5;

    public OperationSpec Spec { get; } = new("apt_key", "Add or remove an apt key")
    {
        Arguments =
        [
            new("id", ArgumentType.Text, "The key's identifier"),
            new("data", ArgumentType.Text, "The key itself"),
            new("file", ArgumentType.Path, "The key's file on the host"),
            new("keyring", ArgumentType.Path, "The keyring, instead of the common one"),
            new("url", ArgumentType.Text, "The key's address"),
            new("keyserver", ArgumentType.Text, "The server of keys to ask"),
            new("state", ArgumentType.Text, "Whether the key is to be there") { Default = "present", Choices = ["absent", "present"] },
            new("validate_certs", ArgumentType.Boolean, "Check the certificate of the address") { Default = true },
        ],
        MutuallyExclusive = [["data", "file", "keyserver", "url"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, tools) = (context.Arguments, new HostTools(context.Host));
        tools.Require("apt-key");
        tools.Require("gpg");
        var id = arguments.Text("id");
        if (string.IsNullOrEmpty(id) && arguments.Text("keyserver") is not null) throw new OperationException("Missing key_id, required with keyserver.");
        var data = await DataAsync(context, hasId: !string.IsNullOrEmpty(id), cancellation);
        if (string.IsNullOrEmpty(id)) id = await ReadIdAsync(tools, arguments.Text("file"), data, cancellation);
        var values = new MapBuilder { { "id", id } };
        var key = KeyId.Parse(id) ?? throw new OperationException("Invalid key_id", values.Build());
        values.Add("short_id", key.Short);
        values.Add("fp", key.Fingerprint);
        values.Add("key_id", key.Full);

        var before = await KeysAsync(tools, arguments, key, cancellation);
        values.Add("before", before);
        var isPresent = before.Contains(key.Compared);
        var changed = isPresent != (arguments.Text("state") == "present");
        if (changed && !context.Host.IsPlanned)
        {
            if (isPresent) await RemoveAsync(tools, arguments, key, cancellation);
            else await AddAsync(context, tools, key, data, cancellation);
            var after = await KeysAsync(tools, arguments, key, cancellation);
            values.Add("after", after);
            if (after.Contains(key.Compared) == isPresent)
            {
                var problem = isPresent ? "the key was not removed" : "failed to add the key";
                throw new OperationException($"apt-key did not return an error, but {problem} (check that the id is correct and *not* a subkey)", values.Build());
            }
        }
        return new OperationResult { Changed = changed, Values = values.Build() };
    }

    private static async ValueTask<byte[]?> DataAsync(OperationContext context, bool hasId, CancellationToken cancellation)
    {
        if (context.Arguments.Text("data") is { } text) return Encoding.UTF8.GetBytes(text);
        // With an identifier the key is only fetched if it is missing.
        if (context.Arguments.Text("url") is not { } url || hasId) return null;
        using var content = await PackageDownload.ReadAsync(context, url, cancellation);
        return content.ToArray();
    }

    private static async ValueTask<string?> ReadIdAsync(HostTools tools, string? file, byte[]? data, CancellationToken cancellation)
    {
        var request = new ProcessRequest(tools.Require("gpg"), ["--with-colons", file ?? "-"]) { Input = file is null ? data : default, ReadOnly = true };
        var outcome = await tools.RunAsync(request, cancellation);
        if (!outcome.Succeeded)
        {
            throw new OperationException($"Unable to extract key from '{(file is null ? "inline data" : file)}'", new MapBuilder { { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
        }
        return Identifiers(outcome).FirstOrDefault();
    }

    private static async ValueTask<IReadOnlyList<string>> KeysAsync(HostTools tools, MapData arguments, KeyId key, CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("apt-key", [.. Keyring(arguments), "adv", "--list-public-keys", "--keyid-format=long"], cancellation);
        if (!outcome.Succeeded) throw new OperationException("Unable to list public keys", new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
        return [.. Identifiers(outcome).Select(k => key.IsShort ? k[^8..] : k)];
    }

    // Keys are listed as "pub   rsa4096/0123456789ABCDEF 2020-01-01", or with colons as the fifth field.
    private static IEnumerable<string> Identifiers(ToolOutcome outcome)
    {
        foreach (var line in outcome.Lines.Where(l => (l.StartsWith("pub", StringComparison.Ordinal) || l.StartsWith("sub", StringComparison.Ordinal)) && !l.Contains("expired", StringComparison.Ordinal)))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var code, ..] && code.Split('/') is [_, var id]) yield return id;
            else if (line.Split(':') is [_, _, _, _, { Length: > 0 } field, ..]) yield return field;
        }
    }

    private static string[] Keyring(MapData arguments) => arguments.Text("keyring") is { Length: > 0 } keyring ? ["--keyring", keyring] : [];

    private static async ValueTask AddAsync(OperationContext context, HostTools tools, KeyId key, byte[]? data, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        if (arguments.Text("file") is { } file)
        {
            var added = await tools.ChangeAsync("apt-key", [.. Keyring(arguments), "add", file], cancellation);
            if (!added.Succeeded) throw Failure($"Unable to add a key from file {file}", added);
        }
        else if (arguments.Text("keyserver") is { } server)
        {
            await ReceiveAsync(tools, arguments, server, key, cancellation);
        }
        else
        {
            if (data is null && arguments.Text("url") is { } url)
            {
                using var content = await PackageDownload.ReadAsync(context, url, cancellation);
                data = content.ToArray();
            }
            var request = new ProcessRequest(tools.Require("apt-key"), [.. Keyring(arguments), "add", "-"]) { Input = data ?? throw new OperationException("No key to add ... how did i get here?!?!") };
            var added = await tools.RunAsync(request, cancellation);
            if (!added.Succeeded) throw Failure("Unable to add a key from binary data", added);
        }
    }

    private static async ValueTask ReceiveAsync(HostTools tools, MapData arguments, string server, KeyId key, CancellationToken cancellation)
    {
        var environment = tools.Host.Environment;
        var proxy = ((string[])["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]).Select(n => environment.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        string[] options = proxy is null ? [] : ["--keyserver-options", "http-proxy=" + proxy];
        var outcome = ToolOutcome.NotRun;
        for (var i = 0; i < Tries; i++)
        {
            outcome = await tools.ChangeAsync("apt-key", [.. Keyring(arguments), "adv", "--no-tty", "--keyserver", server, .. options, "--recv", key.Full], cancellation);
            if (outcome.Succeeded) return;
        }
        throw Failure(
            outcome.ExitCode == 2 && outcome.Output.Contains("not found on keyserver", StringComparison.Ordinal)
                ? $"Key {key.Full} not found on keyserver {server}"
                : $"Error fetching key {key.Full} from keyserver: {server}",
            outcome);
    }

    private static async ValueTask RemoveAsync(HostTools tools, MapData arguments, KeyId key, CancellationToken cancellation)
    {
        var outcome = await tools.ChangeAsync("apt-key", [.. Keyring(arguments), "del", key.Short], cancellation);
        if (!outcome.Succeeded) throw Failure($"Unable to remove a key with id {key.Short}", outcome);
    }

    private static OperationException Failure(string message, ToolOutcome outcome) =>
        new(message, new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
}
