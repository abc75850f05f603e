using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Local;

/// <summary><c>local_file</c> and <c>local_sensitive_file</c> as data sources: what a file contains.</summary>
public sealed class LocalFileData(bool isSensitive) : DataSource
{
    public override string Type => isSensitive ? "local_sensitive_file" : "local_file";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Reads a file on the machine where this program runs.",
        Attributes =
        [
            Arguments.Required("filename", DataType.String, "The file to read."),
            Arguments.Computed("content", DataType.String, "The content as text in UTF-8.") with { Sensitive = isSensitive },
            Arguments.Computed("content_base64", DataType.String, "The content as bytes in Base64.") with { Sensitive = isSensitive },
            .. FileChecksums.Attributes,
        ],
    });

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation) => new(Read(call.Config));

    private ReadDataResponse Read(ObjectValue config)
    {
        var path = config.TextOf("filename") ?? "";
        try
        {
            var content = File.ReadAllBytes(path);
            return new ReadDataResponse(config
                .With("content", Value.String(Encoding.UTF8.GetString(content)))
                .With("content_base64", Value.String(Convert.ToBase64String(content)))
                .WithChecksums(content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new ReadDataResponse(Value.Null(Schema.Block.ImpliedType))
            {
                Diagnostics = [ProviderDiagnostic.Error("Read local file data source error", $"The file {path} could not be read: {e.Message}", ValuePath.Root.Attribute("filename"))],
            };
        }
    }
}
