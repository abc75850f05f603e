using CsCheck;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Hosts.Memory;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Files;

/// <summary>
/// What holds for any file and any arguments: doing something twice changes nothing the second time, a check changes nothing at all,
/// and what it predicts is what then happens.
/// </summary>
public class FilePropertyTests
{
    private static readonly Gen<string> Content = Any("", "a", "a\n", "a\nb\n", "b\na", "a\n\nb\nab\n", "# BEGIN ANSIBLE MANAGED BLOCK\na\n# END ANSIBLE MANAGED BLOCK\nb\n", "a\r\nb\r\n", "ä\nö\n");

    private static readonly Gen<string> Mode = Any("0600", "0644", "u+x", "go-rwx", "a=rX", "u=rw,g=r");

    private static readonly Gen<string> Path = Any("/f", "/d", "/l", "/new", "/d/in", "/d/new", "/d/deep/er");

    private static readonly Gen<MapData> FileArguments =
        Gen.Select(Path, Any("file", "directory", "touch", "absent", "link", "hard"), Mode, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, (path, state, mode, withMode, force, follow, recurse) =>
        {
            var map = new MapBuilder { ["path"] = path, ["state"] = state, ["force"] = force, ["follow"] = follow };
            if (withMode) map["mode"] = mode;
            if (state is "link" or "hard") map["src"] = state == "link" ? "f" : "/f";
            if (state == "directory") map["recurse"] = recurse;
            // Touching without more is a change by its nature.
            if (state == "touch") map["modification_time"] = map["access_time"] = "preserve";
            return map.Build();
        });

    private static readonly Gen<MapData> CopyArguments =
        Gen.Select(Path, Mode, Gen.Bool, Gen.Bool, Gen.Bool, (path, mode, withMode, force, follow) =>
        {
            var map = new MapBuilder { ["dest"] = path, ["force"] = force, ["follow"] = follow };
            if (withMode) map["mode"] = mode.Contains('+', StringComparison.Ordinal) ? "0600" : mode;
            return map.Build();
        });

    private static readonly Gen<MapData> LineArguments =
        Gen.Select(Any("/f", "/l", "/new", "/d"), Any("a", "c", "a b", "ü"), Gen.Int[0, 6], Gen.Bool, Gen.Bool, Mode, (path, line, kind, first, withMode, mode) =>
        {
            var map = new MapBuilder { ["path"] = path, ["line"] = line, ["firstmatch"] = first, ["create"] = true };
            if (withMode) map["mode"] = mode;
            // A pattern that the line itself matches: else the peer adds the line again and again.
            if (kind == 1) map["regexp"] = "^" + line;
            if (kind == 2) map["insertafter"] = "^a";
            if (kind == 3) map["insertbefore"] = "^b";
            if (kind == 4) map["insertbefore"] = "BOF";
            if (kind == 5) map["state"] = "absent";
            if (kind == 6) map["search_string"] = line;
            return map.Build();
        });

    private static readonly Gen<MapData> BlockArguments =
        Gen.Select(Any("/f", "/l", "/new"), Any("", "x", "x\ny", "x\n\n"), Gen.Int[0, 4], Gen.Bool, Gen.Bool, (path, block, kind, prepend, append) =>
        {
            var map = new MapBuilder { ["path"] = path, ["block"] = block, ["create"] = true };
            if (kind == 1) map["insertafter"] = "^a";
            if (kind == 2) map["insertbefore"] = "^b";
            if (kind == 3) map["insertbefore"] = "BOF";
            if (kind == 4) map["state"] = "absent";
            map["prepend_newline"] = prepend;
            map["append_newline"] = append;
            return map.Build();
        });

    private static readonly Gen<MapData> ReplaceArguments =
        Gen.Select(Any("/f", "/l", "/new"), Any("a", "^b$", "(a)(b)?", "[äö]"), Any("", "x", "y\\n"), (path, pattern, text) =>
            new MapBuilder { ["path"] = path, ["regexp"] = pattern, ["replace"] = text }.Build());

    private static readonly Gen<(string Operation, MapData Arguments, string? Sent)> Calls = Gen.OneOf(
        FileArguments.Select(a => ("file", a, (string?)null)),
        Gen.Select(CopyArguments, Content, (a, c) => ("copy", a, (string?)c)),
        LineArguments.Select(a => ("lineinfile", a, (string?)null)),
        BlockArguments.Select(a => ("blockinfile", a, (string?)null)),
        ReplaceArguments.Select(a => ("replace", a, (string?)null)));

    [Fact]
    public void Doing_it_again_changes_nothing() => Gen.Select(Calls, Content).Sample((call, content) =>
    {
        var trial = Prepared(content);
        var first = Run(trial, call, check: false);
        var after = Tree(trial.Host);
        var second = Run(trial, call, check: false);

        Assert.False(second.Changed, $"{Text(call)}: {OperationTrial.Summary(first)}, then {OperationTrial.Summary(second)}");
        if (!first.Failed) Assert.Equal(after, Tree(trial.Host));
    });

    [Fact]
    public void A_check_changes_nothing() => Gen.Select(Calls, Content, Gen.Bool).Sample((call, content, remembers) =>
    {
        var trial = Prepared(content);
        var before = Tree(trial.Host);
        Run(trial, call, check: true, remembers);

        Assert.Equal(before, Tree(trial.Host));
    });

    [Fact]
    public void What_a_check_predicts_is_what_happens() => Gen.Select(Calls.Array[1, 4], Content).Sample((calls, content) =>
    {
        var predicting = Prepared(content);
        var acting = Prepared(content);
        foreach (var call in calls)
        {
            var predicted = Run(predicting, call, check: true, remembers: true);
            var actual = Run(acting, call, check: false);

            Assert.Equal(OperationTrial.Summary(actual), OperationTrial.Summary(predicted));
            Assert.Equal(actual.Diffs, predicted.Diffs);
            Assert.Equal(Stable(actual.Values), Stable(predicted.Values));
        }
    });

    [Fact]
    public void A_check_that_forgets_predicts_whether_something_changes() => Gen.Select(Calls, Content).Sample((call, content) =>
    {
        var trial = Prepared(content);
        var predicted = Run(trial, call, check: true);
        var actual = Run(trial, call, check: false);
        // As in the peer, a check of a copy stops before it looks at the destination's folder.
        if (actual.Failed && !predicted.Failed) return;

        Assert.True(predicted.Changed == actual.Changed, $"{Text(call)}: {OperationTrial.Summary(predicted)} predicted, {OperationTrial.Summary(actual)}");
    });

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static OperationTrial Prepared(string content)
    {
        var trial = new OperationTrial(new MemoryHost());
        trial.Write("/f", content);
        trial.Host.Files.CreateDirectory("/d", 0x1ED);
        trial.Write("/d/in", "in\n");
        trial.Host.Files.CreateSymbolicLink("/l", "f");
        return trial;
    }

    private static OperationResult Run(OperationTrial trial, (string Operation, MapData Arguments, string? Sent) call, bool check, bool remembers = false) =>
        trial.Run(call.Operation, DataJson.Write(call.Arguments), check, diff: true, remembers, call.Sent);

    private static string Text((string Operation, MapData Arguments, string? Sent) call) => $"{call.Operation} {DataJson.Write(call.Arguments)} {call.Sent}";

    private static MapData Stable(MapData values) => new([.. values.Entries.Where(e => e.Key is not ("invocation" or "src"))]);

    private static string Tree(IHost host) => string.Join("\n", Entries(host, "/"));

    private static IEnumerable<string> Entries(IHost host, string folder)
    {
        foreach (var name in host.Files.List(folder).Order(StringComparer.Ordinal))
        {
            var path = HostPath.Join(folder, name);
            var status = host.Files.Status(path, follow: false) ?? throw SystemErrors.Named("ENOENT", path);
            yield return status.Kind switch
            {
                FileKind.Directory => $"{path}/ {status.Mode}",
                FileKind.SymbolicLink => $"{path} -> {host.Files.ReadLink(path)}",
                _ => $"{path} {status.Mode} {status.Links} {Convert.ToHexString(host.Files.ReadAll(path))}",
            };
            if (status.Kind != FileKind.Directory) continue;
            foreach (var inner in Entries(host, path)) yield return inner;
        }
    }
}
