using Plumb.Core.Types;
using Plumb.Provider.Schemas;

namespace Plumb.Connections;

/// <summary>The arguments of <c>connection</c> blocks, of all types of connection together, as the language documents them.</summary>
internal static class ConnectionSchema
{
    public static BlockSchema Block { get; } = new()
    {
        Attributes =
        [
            new AttributeSchema("host", DataType.String) { Required = true },
            .. Texts("type", "user", "password", "timeout", "script_path", "target_platform", "private_key", "certificate", "host_key", "agent_identity"),
            .. Numbers("port", "proxy_port", "bastion_port"),
            .. Flags("agent", "https", "insecure", "use_ntlm"),
            .. Texts("proxy_scheme", "proxy_host", "proxy_user_name", "proxy_user_password"),
            .. Texts("bastion_host", "bastion_host_key", "bastion_user", "bastion_password", "bastion_private_key", "bastion_certificate", "cacert"),
        ],
    };

    private static IEnumerable<AttributeSchema> Texts(params IEnumerable<string> names) => names.Select(n => Optional(n, DataType.String));

    private static IEnumerable<AttributeSchema> Numbers(params IEnumerable<string> names) => names.Select(n => Optional(n, DataType.Number));

    private static IEnumerable<AttributeSchema> Flags(params IEnumerable<string> names) => names.Select(n => Optional(n, DataType.Bool));

    private static AttributeSchema Optional(string name, DataType type) => new(name, type) { Optional = true };
}
