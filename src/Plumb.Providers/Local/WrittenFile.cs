using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Local;

/// <summary>A file with given content. A file that is gone or was changed by others counts as gone, so that it is written anew.</summary>
public abstract class WrittenFile : ReplacedResource
{
    private readonly string[] _contents;
    private readonly string _defaultPermission;

    /// <summary>Of the attributes that give content exactly one is to be set.</summary>
    private protected WrittenFile(IReadOnlyList<AttributeSchema> contents, string defaultPermission)
    {
        _contents = [.. contents.Select(c => c.Name)];
        _defaultPermission = defaultPermission;
        Schema = new Schema(0, new BlockSchema
        {
            Description = "Writes a file on the machine where this program runs.",
            Attributes =
            [
                .. contents,
                Arguments.Required("filename", DataType.String, "The file to write; directories on the way to it are made."),
                Arguments.Defaulted("file_permission", DataType.String, "Octal permissions of the file, before the mask of the process."),
                Arguments.Defaulted("directory_permission", DataType.String, "Octal permissions of directories that are made."),
                .. FileChecksums.Attributes,
            ],
        });
    }

    public sealed override Schema Schema { get; }

    protected override Value? DefaultOf(string name, ObjectValue config) =>
        name is "file_permission" or "directory_permission" ? Value.String(_defaultPermission) : null;

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(Check(call.Config));

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(Write(call.Planned));

    public override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) => new(Look(call.Current));

    private List<ProviderDiagnostic> Check(ObjectValue config)
    {
        List<ProviderDiagnostic> problems = [.. FilePermission.Check(config, "file_permission", "directory_permission"), .. config.Deprecations(Schema.Block)];
        // An unknown one may turn out to be null, which leaves the choice open.
        var set = _contents.Count(name => config[name] is { IsNull: false, IsKnown: true });
        var open = _contents.Any(name => config[name] is { IsKnown: false });
        if (set > 1 || (set == 0 && !open))
            problems.Add(ProviderDiagnostic.Error("Invalid Attribute Combination",
                $"Exactly one of these arguments must give the content: {string.Join(", ", _contents)}. {set} of them are set.",
                ValuePath.Root.Attribute(_contents[0])));
        return problems;
    }

    private ApplyResponse Write(ObjectValue planned)
    {
        try
        {
            var content = ContentOf(planned);
            Write(planned, content);
            return new ApplyResponse(planned.WithChecksums(content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return new ApplyResponse(Value.Null(Schema.Block.ImpliedType))
            {
                Diagnostics = [ProviderDiagnostic.Error("Create local file error", $"The file {planned.TextOf("filename")} could not be written: {e.Message}")],
            };
        }
    }

    private ReadResponse Look(ObjectValue current)
    {
        var path = current.TextOf("filename") ?? "";
        try
        {
            if (!File.Exists(path) && !Directory.Exists(path)) return new ReadResponse(Value.Null(Schema.Block.ImpliedType));
            return FileChecksums.Id(File.ReadAllBytes(path)) == current.TextOf("id") ? new ReadResponse(current) : new ReadResponse(Value.Null(Schema.Block.ImpliedType));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReadResponse(current)
            {
                Diagnostics = [ProviderDiagnostic.Error("Read local file error", $"The file {path} could not be read: {e.Message}")],
            };
        }
    }

    public override ValueTask<ApplyResponse> DeleteAsync(DeleteCall call, CancellationToken cancellation)
    {
        try
        {
            File.Delete(call.Prior.TextOf("filename") ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // As with the official provider, a file that cannot be removed is no longer managed but keeps nobody from going on.
        }
        return base.DeleteAsync(call, cancellation);
    }

    private static byte[] ContentOf(ObjectValue file)
    {
        if (file.TextOf("sensitive_content") is { } secret) return Encoding.UTF8.GetBytes(secret);
        if (file.TextOf("content_base64") is { } encoded) return Convert.FromBase64String(encoded);
        if (file.TextOf("source") is { } source) return File.ReadAllBytes(source);
        return Encoding.UTF8.GetBytes(file.TextOf("content") ?? "");
    }

    private static void Write(ObjectValue file, byte[] content)
    {
        var path = Path.GetFullPath(file.TextOf("filename") ?? "");
        if (Path.GetDirectoryName(path) is { } directory && !Directory.Exists(directory)) MakeDirectory(directory, file.TextOf("directory_permission") ?? "0777");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FilePermission.Read(file.TextOf("file_permission") ?? "0777");
        using var stream = new FileStream(path, options);
        stream.Write(content);
    }

    private static void MakeDirectory(string path, string permission)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FilePermission.Read(permission));
    }
}
