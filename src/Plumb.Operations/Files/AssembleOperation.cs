using System.Globalization;
using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files;

/// <summary>Puts a file together from the files of a folder, in the order of their names.</summary>
internal sealed class AssembleOperation : IOperation
{
    public OperationSpec Spec { get; } = new("assemble", "Assemble configuration files from fragments")
    {
        FileArguments = true,
        NameInMessages = "ansible.legacy.assemble",
        CheckMode = CheckMode.None,
        SkippedMessage = "check mode is not supported for this task.",
        Arguments =
        [
            new("src", ArgumentType.Path, "The folder of the fragments.") { Required = true },
            new("delimiter", ArgumentType.Text, "What stands between two fragments."),
            new("dest", ArgumentType.Path, "The file to create.") { Required = true },
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("remote_src", ArgumentType.Boolean, "Whether the fragments are on the host.") { Default = true },
            new("regexp", ArgumentType.Text, "Only fragments whose names match."),
            new("ignore_hidden", ArgumentType.Boolean, "Leave out fragments whose names begin with a dot.") { Default = false },
            new("validate", ArgumentType.Text, "A command that judges the new file, given as %s."),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var (source, target) = (arguments.RequiredText("src"), arguments.RequiredText("dest"));
        if (!files.Exists(source)) throw new OperationException($"Source ({source}) does not exist");
        if (!files.IsDirectory(source)) throw new OperationException($"Source ({source}) is not a directory");
        var content = Assemble(files, source, arguments);
        var checksum = ContentDigest.Hex("sha1", content);
        var values = new MapBuilder { ["src"] = source, ["dest"] = target, ["checksum"] = checksum, ["md5sum"] = ContentDigest.Hex("md5", content) };
        var existed = files.Exists(target);
        var changed = !existed || files.Digest(target, "sha1") != checksum;
        if (changed)
        {
            await ValidateAsync(context, content, values, cancellation).ConfigureAwait(false);
            if (arguments.Flag("backup") && existed) values["backup_file"] = FileBackup.Make(context, target);
            files.WriteAll(target, content, new FilePlacement { AllowInPlace = arguments.Flag("unsafe_writes") });
        }
        changed = await new FileSettingsWriter(context).ApplyAsync(FileSettings.From(context, target), changed, null, cancellation).ConfigureAwait(false);
        return new OperationResult { Changed = changed, Message = "OK", Values = values.Build() };
    }

    private static async ValueTask ValidateAsync(OperationContext context, byte[] content, MapBuilder values, CancellationToken cancellation)
    {
        if (await Validation.RunAsync(context, context.Arguments.Text("validate"), content, null, cancellation).ConfigureAwait(false) is not { } outcome) return;
        values["validation"] = new MapBuilder { ["rc"] = outcome.ExitCode, ["stdout"] = outcome.OutputText(), ["stderr"] = outcome.ErrorText() }.Build();
        if (outcome.ExitCode != 0) throw new OperationException($"failed to validate: rc:{outcome.ExitCode} error:{outcome.ErrorText()}");
    }

    private static byte[] Assemble(IHostFiles files, string folder, MapData arguments)
    {
        var pattern = arguments.Text("regexp") is { } text ? PythonPattern.Compile(text) : null;
        var delimiter = arguments.Text("delimiter") is { Length: > 0 } given ? Unescaped(given) : null;
        using var output = new MemoryStream();
        byte[]? last = null;
        foreach (var name in files.List(folder).Order(StringComparer.Ordinal))
        {
            var path = HostPath.Join(folder, name);
            if (pattern?.Regex.IsMatch(name) == false || !files.IsFile(path)) continue;
            if (arguments.Flag("ignore_hidden") && name.StartsWith('.')) continue;
            // Fragments never run into one another, nor into the delimiter.
            if (last is not null && (last.Length == 0 || last[^1] != '\n')) output.WriteByte((byte)'\n');
            if (last is not null && delimiter is not null)
            {
                output.Write(delimiter);
                if (delimiter[^1] != '\n') output.WriteByte((byte)'\n');
            }
            last = files.ReadAll(path);
            output.Write(last);
        }
        return output.ToArray();
    }

    // The escapes of Python's text: \n, \t, \x41.
    private static byte[] Unescaped(string text)
    {
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                output.Append(text[i]);
                continue;
            }
            var c = text[++i];
            if (c == 'x' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                output.Append((char)code);
                i += 2;
                continue;
            }
            output.Append(c switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\\' => "\\", '\'' => "'", '"' => "\"", _ => "\\" + c });
        }
        return Encoding.UTF8.GetBytes(output.ToString());
    }
}
