using System.Diagnostics.CodeAnalysis;
using System.Net;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Certificates;

namespace Plumb.Providers.Tls;

/// <summary>Arguments that say for whom a certificate is: the subject and its other names.</summary>
internal static class CertificateArguments
{
    public static IReadOnlyList<string> NameArguments { get; } = ["dns_names", "ip_addresses", "uris"];

    public static AttributeSchema PrivateKey { get; } = Arguments.Required("private_key_pem", DataType.String, "The private key that the certificate is for, in PEM form.").Sensitive();

    public static IReadOnlyList<AttributeSchema> Names { get; } =
    [
        Arguments.Optional("dns_names", DataType.List(DataType.String), "The host names that the certificate is for."),
        Arguments.Optional("ip_addresses", DataType.List(DataType.String), "The addresses that the certificate is for."),
        Arguments.Optional("uris", DataType.List(DataType.String), "The URIs that the certificate is for."),
    ];

    public static NestedBlockSchema Subject { get; } = new("subject", NestingMode.List, new BlockSchema
    {
        Description = "Whom the certificate is for, as a distinguished name (RFC 5280, section 4.1.2.4).",
        Attributes =
        [
            Arguments.Optional("organization", DataType.String, "The organization (O)."),
            Arguments.Optional("common_name", DataType.String, "The common name (CN)."),
            Arguments.Optional("organizational_unit", DataType.String, "The organizational unit (OU)."),
            Arguments.Optional("street_address", DataType.List(DataType.String), "The lines of the street address (STREET)."),
            Arguments.Optional("locality", DataType.String, "The locality (L)."),
            Arguments.Optional("province", DataType.String, "The state or province (ST)."),
            Arguments.Optional("country", DataType.String, "The country (C)."),
            Arguments.Optional("postal_code", DataType.String, "The postal code."),
            Arguments.Optional("serial_number", DataType.String, "The serial number of the subject."),
            Arguments.Optional("email_address", DataType.String, "The e-mail address."),
        ],
    });

    public static IEnumerable<ProviderDiagnostic> Check(ObjectValue config)
    {
        if (config["subject"] is ListValue { Count: > 1 })
            yield return ProviderDiagnostic.Error(AttributeChecks.InvalidValue, "Attribute subject list must contain at least 0 elements and at most 1 elements: a certificate has one subject.", ValuePath.Root.Attribute("subject"));
        foreach (var problem in config.NoEmptyElements("ip_addresses").Concat(config.NoEmptyElements("uris"))) yield return problem;
    }

    public static DistinguishedName SubjectOf(ObjectValue value) => value.BlocksOf("subject").FirstOrDefault() is not { } subject ? new() : new()
    {
        Organization = subject.TextOf("organization"),
        CommonName = subject.TextOf("common_name"),
        OrganizationalUnit = subject.TextOf("organizational_unit"),
        StreetAddress = subject.TextsOf("street_address"),
        Locality = subject.TextOf("locality"),
        Province = subject.TextOf("province"),
        Country = subject.TextOf("country"),
        PostalCode = subject.TextOf("postal_code"),
        SerialNumber = subject.TextOf("serial_number"),
        EmailAddress = subject.TextOf("email_address"),
    };

    public static AlternativeNames NamesOf(ObjectValue value, List<ProviderDiagnostic> problems)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in value.TextsOf("ip_addresses"))
        {
            if (TryParse(text, out var address)) addresses.Add(address);
            else problems.Add(ProviderDiagnostic.Error("Invalid IP address", $"\"{text}\" is not an IP address.", ValuePath.Root.Attribute("ip_addresses")));
        }
        var uris = value.TextsOf("uris");
        foreach (var uri in uris)
            if (!Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out _)) problems.Add(ProviderDiagnostic.Error("Invalid URI", $"\"{uri}\" is not a URI.", ValuePath.Root.Attribute("uris")));
        return new AlternativeNames(value.TextsOf("dns_names"), addresses, uris);
    }

    /// <summary>Four decimal numbers, or an IPv6 address without a zone; none of the shorter forms that the platform reads.</summary>
    private static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.Contains(':') ? !text.Contains('%') && !text.Contains('[') : address.ToString() == text);
}
