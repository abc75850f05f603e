using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering.Json;

/// <summary>What the provisioners take, as far as showing what is written for them needs it.</summary>
internal static class ProvisionerArguments
{
    public static BlockSchema Of(string type) => new()
    {
        Attributes = [.. Names(type).Select(name => new AttributeSchema(name))],
    };

    private static string[] Names(string type) => type switch
    {
        "local-exec" => ["command", "interpreter", "working_dir", "environment", "quiet"],
        "remote-exec" => ["inline", "script", "scripts"],
        "file" => ["source", "content", "destination"],
        _ => [],
    };
}
