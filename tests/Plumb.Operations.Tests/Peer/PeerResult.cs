using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hashing;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Peer;

/// <summary>What a scenario came to, in a form in which two can be compared: the result as the peer has it, and the tree it left.</summary>
internal sealed partial record PeerResult(MapData Result, IReadOnlyList<string> Tree)
{
    // What depends on the time, the machine or the peer's own transport.
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "invocation", "ansible_facts", "exception", "traceback", "deprecations", "atime", "mtime", "ctime", "inode", "dev", "start", "end", "delta",
        "elapsed", "uid", "gid", "owner", "group", "pw_name", "gr_name", "version", "blocks", "block_size", "action",
    };

    /// <summary>A result of ours in the peer's form.</summary>
    public static PeerResult From(OperationResult result, string folder)
    {
        var values = new MapBuilder(result.Values) { ["changed"] = result.Changed };
        if (result.Failed) values["failed"] = true;
        if (result.Skipped) values["skipped"] = true;
        if (result.Message is not null) values["msg"] = result.Message;
        if (result.Warnings.Count > 0) values["warnings"] = DataValue.Of(result.Warnings);
        if (result.DiffsAreList || result.Diffs.Count > 1) values["diff"] = new ListData([.. result.Diffs.Select(Diff)]);
        else if (result.Diffs.Count == 1) values["diff"] = Diff(result.Diffs[0]);
        return Of(values.Build(), folder);
    }

    public static PeerResult Of(MapData result, string folder) => new((MapData)Normal(result, folder), ReadTree(folder));

    private static MapData Diff(ContentDiff diff)
    {
        var values = new MapBuilder();
        if (diff.Prepared is not null) values["prepared"] = diff.Prepared;
        else if (diff.IsProperties) values = new MapBuilder { ["before"] = DataJson.Parse(diff.Before), ["after"] = DataJson.Parse(diff.After) };
        else if (!diff.IsAbsent)
        {
            if (diff.BeforeIsBinary) values["dst_binary"] = 1;
            else if (diff.BeforeExceeds is { } before) values["dst_larger"] = before;
            else values["before"] = diff.Before;
            if (diff.AfterIsBinary) values["src_binary"] = 1;
            else if (diff.AfterExceeds is { } after) values["src_larger"] = after;
            else values["after"] = diff.After;
        }
        values.AddIfSet("before_header", diff.BeforeHeader);
        values.AddIfSet("after_header", diff.AfterHeader);
        return values.Build();
    }

    private static DataValue Normal(DataValue value, string folder) => value switch
    {
        MapData map => new MapData([.. map.Entries.Where(e => IsKept(e.Key, e.Value) && !(e.Key == "size" && IsLink(map))).Select(e => KeyValuePair.Create(Normal(e.Key, folder), Normal(e.Value, folder)))]),
        ListData list => new ListData([.. list.Items.Select(i => Normal(i, folder))]),
        TextData text => Normal(text.Value, folder),
        _ => value,
    };

    private static bool IsKept(string key, DataValue value) =>
        !Volatile.Contains(key) && !key.StartsWith("_ansible", StringComparison.Ordinal)
        && !(key is "src" or "after_header" && value is TextData text && IsTransport(text.Value));

    // The size of a link is the length of a path that differs.
    private static bool IsLink(MapData map) => map["state"] is TextData { Value: "link" } || map["islnk"] is BooleanData { Value: true };

    private static bool IsTransport(string path) => Transport().IsMatch(path);

    private static string Normal(string text, string folder) =>
        Booleans().Replace(Temporary().Replace(Backup().Replace(text.Replace(folder, "<DIR>", StringComparison.Ordinal), ".<BACKUP>~"), "<TMP>"), "");

    private static IReadOnlyList<string> ReadTree(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Entry(path, folder)).Order(StringComparer.Ordinal)];

    private static string Entry(string path, string folder)
    {
        var name = Normal(path[(folder.Length + 1)..], folder);
        var info = new FileInfo(path);
        if (info.LinkTarget is { } target) return $"{name} -> {Normal(target, folder)}";
        var mode = Convert.ToString((TestMachine.In(folder).Files.Status(path, follow: true)?.Mode ?? 0) & 0xFFF, 8);
        if (Directory.Exists(path)) return $"{name}/ {mode}";
        return Path.GetFileName(path) == "p" ? $"{name} {mode} pipe" : $"{name} {mode} {Digest(path)}";
    }

    private static string Digest(string path)
    {
        if (Path.GetExtension(path) is ".tar" or ".tgz") return "archive";
        var text = ByteText(File.ReadAllBytes(path));
        return text.Length > 100 ? ContentDigest.Hex("sha1", File.ReadAllBytes(path)) : DataJson.Write(text);
    }

    private static string ByteText(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    [GeneratedRegex(@"\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~")]
    private static partial Regex Backup();

    [GeneratedRegex(@"/tmp/plumb-[0-9a-f]{32}/\w+|/[\w/.-]*ansible[\w.-]*tmp[\w/.-]*")]
    private static partial Regex Temporary();

    // Python lists a set, in no order.
    [GeneratedRegex("Valid booleans include: .*")]
    private static partial Regex Booleans();

    [GeneratedRegex(@"ansible.*tmp|/play/files/|plumb-[0-9a-f]{32}")]
    private static partial Regex Transport();
}
