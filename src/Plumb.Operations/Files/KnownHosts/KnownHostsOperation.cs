using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.KnownHosts;

/// <summary>Keeps the key of a host in a known_hosts file, or out of it.</summary>
internal sealed partial class KnownHostsOperation : IOperation
{
    private const int SaltSize = 20;

    public OperationSpec Spec { get; } = new("known_hosts", "Add or remove a host from the C(known_hosts) file")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The host.") { Required = true, Aliases = ["host"] },
            new("key", ArgumentType.Text, "The key with its host, as a line of the file."),
            new("path", ArgumentType.Path, "The file.") { Default = "~/.ssh/known_hosts" },
            new("hash_host", ArgumentType.Boolean, "Keep a digest of the host instead of its name.") { Default = false },
            new("state", ArgumentType.Text, "Whether the key is to be there.") { Default = "present", Choices = ["absent", "present"] },
        ],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var (host, path, isPresent) = (arguments.RequiredText("name").ToLowerInvariant(), arguments.RequiredText("path"), arguments.Text("state") == "present");
        var (key, line) = Key(arguments, host, isPresent);
        var before = Read(context.Host.Files, path);
        var lines = ByteText.Lines(before);
        var (found, differs, place) = Find(lines, host, key);
        var after = new List<string>(lines);
        if (place is { } index && (differs || !isPresent)) after.RemoveAt(index);
        if (isPresent && (differs || place is null)) AddLine(after, line ?? "");
        var changed = differs || found != isPresent;
        // A key that is not there need not go; without a key the host goes with all of its keys.
        if (!isPresent && key is not null && place is null) changed = false;
        if (!isPresent && key is null) after.RemoveAll(l => KnownHostKey.Parse(l) is { } other && other.IsFor(host));
        if (changed) Write(context.Host.Files, path, string.Concat(after));
        var values = new MapBuilder(arguments);
        if (line is not null && arguments.Flag("hash_host")) values["key"] = line;
        return ValueTask.FromResult(new OperationResult
        {
            Changed = changed,
            Values = context.IsForgetfulCheck ? MapData.Empty : values.Build(),
            Diffs = [Difference(path, before, changed || isPresent ? string.Concat(after) : before)],
        });
    }

    private static (KnownHostKey? Key, string? Line) Key(MapData arguments, string host, bool isPresent)
    {
        if (arguments.Text("key") is not { Length: > 0 } text)
        {
            return isPresent ? throw new OperationException("No key specified when adding a host") : (null, null);
        }
        if (SeveralNames().IsMatch(host)) throw new OperationException("Comma separated list of names is not supported. Please pass a single name to lookup in the known_hosts file.");
        var key = KnownHostKey.Parse(text);
        if (key is null || (!arguments.Flag("hash_host") && !key.IsFor(host))) throw new OperationException("Host parameter does not match hashed host field in supplied key");
        if (!arguments.Flag("hash_host")) return (key, text.EndsWith('\n') ? text : text + "\n");
        var salt = new byte[SaltSize];
        Random.Shared.NextBytes(salt);
        key = key.Hashed(host, salt);
        return (key, string.Join(' ', new[] { key.Marker, key.Hosts, key.Type, key.Key }.Where(w => w is not null)) + "\n");
    }

    // The first line with this very key counts, else the first of another key of the same type, which is replaced.
    private static (bool Found, bool Differs, int? Place) Find(List<string> lines, string host, KnownHostKey? wanted)
    {
        var found = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (KnownHostKey.Parse(lines[i]) is not { } key || !key.IsFor(host)) continue;
            found = true;
            // The keys of authorities stand beside each other, and beside those of hosts; a host has one of a type.
            if (wanted is null || key.Type != wanted.Type || key.Marker != wanted.Marker || (wanted.Marker is not null && key.Key != wanted.Key)) continue;
            var sameHosts = key.Hosts == wanted.Hosts || (key.IsHashed && wanted.IsHashed);
            return (true, !(sameHosts && key.Key == wanted.Key), i);
        }
        return (found, found && wanted is not null, null);
    }

    private static void AddLine(List<string> lines, string line)
    {
        if (lines.Count > 0 && !lines[^1].EndsWith('\n')) lines[^1] += "\n";
        lines.Add(line);
    }

    private static string Read(IHostFiles files, string path)
    {
        try
        {
            return ByteText.FromBytes(files.ReadAll(path));
        }
        catch (HostException fault) when (fault.Error == "ENOENT")
        {
            return "";
        }
        catch (HostException fault)
        {
            throw new OperationException($"Failed to read {path}: {SystemErrors.Python(fault, path, bytes: false)}");
        }
    }

    private static void Write(IHostFiles files, string path, string content)
    {
        try
        {
            files.WriteAll(path, ByteText.ToBytes(content));
        }
        catch (HostException fault)
        {
            throw new OperationException($"Failed to write to file {path}: {SystemErrors.Python(fault, path, bytes: false)}");
        }
    }

    private static ContentDiff Difference(string path, string before, string after) => new(ByteText.ToText(before), ByteText.ToText(after))
    {
        BeforeHeader = before.Length == 0 ? "/dev/null" : path,
        AfterHeader = path,
    };

    [GeneratedRegex(@"\S+(\s+)?,(\s+)?")]
    private static partial Regex SeveralNames();
}
