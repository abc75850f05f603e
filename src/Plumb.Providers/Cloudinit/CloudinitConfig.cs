using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Encodings;
using Plumb.Engine.Functions.Encodings.Compression;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Cloudinit;

/// <summary>What <c>cloudinit_config</c> takes and gives, and the rendering: the same for the data source and the resource.</summary>
internal static class CloudinitConfig
{
    public const string Type = "cloudinit_config";

    public static Value DefaultContentType { get; } = Value.String("text/plain");

    public static IReadOnlyDictionary<string, Value> Defaults { get; } = new Dictionary<string, Value>
    {
        ["gzip"] = Value.True,
        ["base64_encode"] = Value.True,
        ["boundary"] = Value.String("MIMEBOUNDARY"),
    };

    public static IReadOnlyList<string> ArgumentNames { get; } = ["gzip", "base64_encode", "boundary", "part"];

    public static BlockSchema Block(string? deprecation) => new()
    {
        Description = "Renders files into one multi-part document that cloud-init reads as the user data of a machine.",
        DeprecationMessage = deprecation,
        Attributes =
        [
            Arguments.Defaulted("gzip", DataType.Bool, "Compress the document. True if it is not set."),
            Arguments.Defaulted("base64_encode", DataType.Bool, "Write the document in Base64, which a compressed one must be. True if it is not set."),
            Arguments.Defaulted("boundary", DataType.String, "The text that divides the parts. MIMEBOUNDARY if it is not set."),
            Arguments.Computed("rendered", DataType.String, "The document."),
            Arguments.Computed("id", DataType.String, "The CRC-32 checksum of the document."),
        ],
        Blocks =
        [
            new NestedBlockSchema("part", NestingMode.List, new BlockSchema
            {
                Description = "A file of the document. Parts keep their order.",
                Attributes =
                [
                    Arguments.Defaulted("content_type", DataType.String, "The MIME type of the content, which tells cloud-init what to do with it. text/plain if it is not set."),
                    Arguments.Required("content", DataType.String, "The content."),
                    Arguments.Optional("filename", DataType.String, "The name of the file."),
                    Arguments.Optional("merge_type", DataType.String, "How cloud-init merges the part with the others, as X-Merge-Type."),
                ],
            }),
        ],
    };

    public static IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config)
    {
        List<ProviderDiagnostic> problems = [.. config.NotEmpty("boundary")];
        if (config["part"] is NullValue or ListValue { Count: 0 })
            problems.Add(ProviderDiagnostic.Error("Invalid Block", "Block part must have a configuration value: a document has at least one part.", ValuePath.Root.Attribute("part")));
        foreach (var part in config.BlocksOf("part")) problems.AddRange(part.NotEmpty("content_type"));
        // An unknown one may turn out to be what makes the two agree.
        var isOpen = config["gzip"] is { IsKnown: false } || config["base64_encode"] is { IsKnown: false };
        if (!isOpen && config.FlagOf("gzip") is not false && config.FlagOf("base64_encode") is false)
            problems.Add(ProviderDiagnostic.Error("Invalid Attribute Configuration", "Expected base64_encode to be set to true when gzip is true: a compressed document is no text.",
                ValuePath.Root.Attribute("base64_encode")));
        return problems;
    }

    public static ObjectValue WithDefaults(ObjectValue config)
    {
        foreach (var (name, value) in Defaults)
            if (!config.IsSet(name)) config = config.With(name, value);
        return WithContentTypes(config, config);
    }

    /// <summary>Parts that are configured without a type of content take the default one.</summary>
    public static ObjectValue WithContentTypes(ObjectValue value, ObjectValue config)
    {
        if (value["part"] is not ListValue parts) return value;
        var configured = config.BlocksOf("part").ToList();
        return value.With("part", Value.List(parts.ElementType,
            [.. parts.Elements.Select((p, i) => p is ObjectValue part && !configured[i].IsSet("content_type") ? part.With("content_type", DefaultContentType) : p)]));
    }

    /// <summary>The arguments, defaults in place, with the document and its checksum.</summary>
    public static ObjectValue Render(ObjectValue config, List<ProviderDiagnostic> problems)
    {
        var boundary = config.TextOf("boundary") ?? "";
        if (!MimeDocument.IsBoundary(boundary))
        {
            problems.Add(ProviderDiagnostic.Error("Unable to render cloudinit config to MIME multi-part file",
                $"\"{boundary}\" cannot be a boundary: it has more than 70 characters, a space at its end, or characters that a boundary must not have.", ValuePath.Root.Attribute("boundary")));
            return config;
        }
        var document = MimeDocument.Write(boundary, config.BlocksOf("part").Select(p =>
            new MimePart(p.TextOf("content_type") is { Length: > 0 } type ? type : "text/plain", p.TextOf("content") ?? "", p.TextOf("filename"), p.TextOf("merge_type"))));
        var bytes = Encoding.UTF8.GetBytes(document);
        if (config.FlagOf("gzip") is true) bytes = GzipWriter.Compress(bytes, flushes: false);
        var rendered = config.FlagOf("base64_encode") is true ? Convert.ToBase64String(bytes) : document;
        return config
            .With("rendered", Value.String(rendered))
            .With("id", Value.String(Crc32.Of(Encoding.UTF8.GetBytes(rendered)).ToString(CultureInfo.InvariantCulture)));
    }
}
