using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections.OpenSsh;

/// <summary><c>file</c>: sends a file, a folder or a text to a host.</summary>
internal sealed class FileUpload(ProvisionerEnvironment environment) : IProvisioner
{
    public string Type => "file";

    public BlockSchema Schema { get; } = new()
    {
        Attributes =
        [
            new AttributeSchema("source", DataType.String) { Optional = true },
            new AttributeSchema("content", DataType.String) { Optional = true },
            new AttributeSchema("destination", DataType.String) { Required = true },
        ],
    };

    public string? Validate(ObjectValue config)
    {
        if (config["destination"] is NullValue or StringValue { Text: "" }) return "The destination must be a non-empty string.";
        return (config.IsSet("source"), config.IsSet("content")) switch
        {
            (true, true) => "Only one of \"source\" and \"content\" can be set.",
            (false, false) => "One of \"source\" and \"content\" has to be set.",
            _ => null,
        };
    }

    public async Task RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation)
    {
        var settings = SshSettings.Read(call.Connection, environment.Variables.GetValueOrDefault("SSH_AUTH_SOCK") is { Length: > 0 });
        var destination = call.Config.TextOf("destination") ?? "";
        var source = call.Config.TextOf("source") is { } given ? Expand(given) : null;
        var isFolder = source is not null && Directory.Exists(source);
        if (source is not null && !isFolder && !File.Exists(source)) throw new ProvisioningException($"The source \"{call.Config.TextOf("source")}\" is neither a file nor a folder.");

        var connection = await SshConnection.OpenAsync(settings, environment, null, cancellation).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var upload = new ScpUpload(connection);
        if (isFolder && source is not null) await upload.FolderAsync(destination, source, cancellation).ConfigureAwait(false);
        else if (source is not null) await upload.FileAsync(destination, () => File.OpenRead(source), cancellation).ConfigureAwait(false);
        else await upload.FileAsync(destination, () => new MemoryStream(Encoding.UTF8.GetBytes(call.Config.TextOf("content") ?? "")), cancellation).ConfigureAwait(false);
    }

    /// <summary>A slash at the end is kept, because it says that only the content is meant.</summary>
    private string Expand(string source)
    {
        if ((source == "~" || source.StartsWith("~/", StringComparison.Ordinal)) && environment.Variables.GetValueOrDefault("HOME") is { Length: > 0 } home) source = home + source[1..];
        return Path.GetFullPath(source, environment.WorkingDirectory);
    }
}
