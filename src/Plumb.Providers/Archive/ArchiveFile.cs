using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Local;

namespace Plumb.Providers.Archive;

/// <summary>What <c>archive_file</c> takes and gives, and the making of the archive: the same for the data source and the resource.</summary>
internal static class ArchiveFile
{
    public const string Type = "archive_file";

    private const string OneSource = "Exactly one of source, source_content_filename, source_file and source_dir says what goes into the archive.";

    /// <summary>A new value of any of these makes another archive.</summary>
    public static IReadOnlyList<string> ReplacingArguments { get; } =
        ["type", "source_content", "source_content_filename", "source_file", "source_dir", "excludes", "output_path", "output_file_mode", "source"];

    public static Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Puts a text, a file, or a directory with all that is in it into an archive.",
        Attributes =
        [
            Arguments.Computed("id", DataType.String, "The SHA1 checksum of the archive in hexadecimal digits."),
            Arguments.Required("type", DataType.String, "The format of the archive: zip or tar.gz."),
            Arguments.Optional("source_content", DataType.String, $"The text of the only file in the archive, which source_content_filename names. {OneSource}"),
            Arguments.Optional("source_content_filename", DataType.String, $"The name that source_content has in the archive. {OneSource}"),
            Arguments.Optional("source_file", DataType.String, $"The only file to put into the archive. {OneSource}"),
            Arguments.Optional("source_dir", DataType.String, $"The directory whose files are put into the archive. {OneSource}"),
            Arguments.Optional("excludes", DataType.Set(DataType.String), "Patterns of the files and directories in source_dir that are left out; ** stands for any number of directories."),
            Arguments.Optional("exclude_symlink_directories", DataType.Bool, "Leave out what links to directories lead to. False if it is not set."),
            Arguments.Required("output_path", DataType.String, "The archive to write; directories on the way to it are made."),
            Arguments.Computed("output_size", DataType.Number, "The length of the archive in bytes."),
            Arguments.Optional("output_file_mode", DataType.String, "Octal permissions for all files in the archive, so that it is the same wherever it is made."),
            Arguments.Computed("output_md5", DataType.String, "The MD5 checksum of the archive in hexadecimal digits."),
            Arguments.Computed("output_sha", DataType.String, "The SHA1 checksum of the archive in hexadecimal digits."),
            Arguments.Computed("output_sha256", DataType.String, "The SHA256 checksum of the archive in hexadecimal digits."),
            Arguments.Computed("output_base64sha256", DataType.String, "The SHA256 checksum of the archive in Base64."),
            Arguments.Computed("output_sha512", DataType.String, "The SHA512 checksum of the archive in hexadecimal digits."),
            Arguments.Computed("output_base64sha512", DataType.String, "The SHA512 checksum of the archive in Base64."),
        ],
        Blocks =
        [
            new NestedBlockSchema("source", NestingMode.Set, new BlockSchema
            {
                Description = $"One of several files of the archive, with its text. {OneSource}",
                Attributes =
                [
                    Arguments.Required("content", DataType.String, "The text of the file."),
                    Arguments.Required("filename", DataType.String, "The name that the file has in the archive."),
                ],
            }),
        ],
    });

    public static IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config) =>
    [
        .. config.AtLeastOneOf("source", "source_content_filename", "source_file", "source_dir"),
        .. config.Conflicts("source", "source_file", "source_dir", "source_content", "source_content_filename"),
        .. config.Conflicts("source_dir", "source_file", "source_content", "source_content_filename"),
        .. config.Conflicts("source_file", "source_content", "source_content_filename"),
        .. config.Conflicts("excludes", "source_file", "source_content", "source_content_filename"),
    ];

    /// <summary>Writes the archive and adds what is known of it to the arguments.</summary>
    public static ObjectValue Make(ObjectValue arguments, List<ProviderDiagnostic> problems)
    {
        try
        {
            var archive = Write(arguments);
            var sums = ObjectValues.Empty(new Schema(0, new BlockSchema { Attributes = FileChecksums.Attributes })).WithChecksums(archive);
            return arguments
                .With("output_size", Value.Number(archive.Length))
                .With("id", sums["content_sha1"] ?? Value.DynamicNull)
                .With("output_md5", sums["content_md5"] ?? Value.DynamicNull)
                .With("output_sha", sums["content_sha1"] ?? Value.DynamicNull)
                .With("output_sha256", sums["content_sha256"] ?? Value.DynamicNull)
                .With("output_base64sha256", sums["content_base64sha256"] ?? Value.DynamicNull)
                .With("output_sha512", sums["content_sha512"] ?? Value.DynamicNull)
                .With("output_base64sha512", sums["content_base64sha512"] ?? Value.DynamicNull);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(ProviderDiagnostic.Error("Archive creation error", $"The archive {arguments.TextOf("output_path")} could not be made: {e.Message}"));
            return arguments;
        }
    }

    private static byte[] Write(ObjectValue arguments)
    {
        var type = arguments.TextOf("type");
        var source = new ArchiveSource(arguments);
        var (entries, mode) = (source.Entries(), source.OutputMode());
        using var archive = new MemoryStream();
        switch (type)
        {
            case "zip":
                // Texts have no mode in a zip archive, whatever is asked for.
                ZipArchive.Write(entries.Select(e => e.Mode is null || mode is null ? e : e with { Mode = mode }), archive);
                break;
            case "tar.gz":
                TarArchive.WriteCompressed(entries.Select(e => mode is null ? e : e with { Mode = mode }), archive);
                break;
            default:
                throw new IOException($"archives of type \"{type}\" are not supported; zip and tar.gz are");
        }
        var path = Path.GetFullPath(arguments.TextOf("output_path") ?? "");
        if (Path.GetDirectoryName(path) is { } directory) Directory.CreateDirectory(directory);
        File.WriteAllBytes(path, archive.ToArray());
        return archive.ToArray();
    }
}
