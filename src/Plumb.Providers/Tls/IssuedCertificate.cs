using System.Globalization;
using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Certificates;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary>
/// A certificate that is kept in the state. When it has expired, or is as near to that as is set, looking at it shows that it
/// is ready for renewal, and the next plan replaces it.
/// </summary>
public abstract class IssuedCertificate : Resource
{
    private const string ReadyForRenewal = "ready_for_renewal";
    private const string EndTime = "validity_end_time";

    private readonly TimeProvider _clock;
    private readonly ComputedAttributes _computed;

    private protected IssuedCertificate(TimeProvider clock, BlockSchema block, string keyAlgorithm, params string[] furtherDefaults)
    {
        _clock = clock;
        Schema = new Schema(0, block) { IsStateOnly = true };
        _computed = new ComputedAttributes(block)
        {
            Defaults = new Dictionary<string, Value>(furtherDefaults.Select(name => KeyValuePair.Create<string, Value>(name, Value.False)))
            {
                ["early_renewal_hours"] = Value.Number(0),
                ["is_ca_certificate"] = Value.False,
                ["set_subject_key_id"] = Value.False,
            },
            Kept = ["max_path_length", "cert_pem", "validity_start_time", EndTime, keyAlgorithm, "id"],
        };
    }

    public sealed override Schema Schema { get; }

    private protected static IReadOnlyList<AttributeSchema> Choices { get; } =
    [
        Arguments.Required("validity_period_hours", DataType.Number, "How many hours the certificate is valid."),
        Arguments.Required("allowed_uses", DataType.List(DataType.String), $"What the key may be used for: any of {string.Join(", ", AllowedUses.Names)}."),
        Arguments.Defaulted("early_renewal_hours", DataType.Number, "How many hours before it expires the certificate is ready for renewal. 0 if it is not set. The old certificate stays valid until it expires."),
        Arguments.Defaulted("is_ca_certificate", DataType.Bool, "The certificate is an authority's. False if it is not set."),
        Arguments.Defaulted("max_path_length", DataType.Number, "How many authorities may come between the certificate, if it is an authority's, and one at the end. Any number if it is not set, or -1."),
        Arguments.Defaulted("set_subject_key_id", DataType.Bool, "Put an identifier of the key into the certificate, as every authority's has. False if it is not set."),
    ];

    private protected static IReadOnlyList<AttributeSchema> Outcome { get; } =
    [
        Arguments.Computed("cert_pem", DataType.String, "The certificate in PEM form; it ends in a line feed."),
        Arguments.Computed(ReadyForRenewal, DataType.Bool, "The certificate has expired, or is as near to that as early_renewal_hours says."),
        Arguments.Computed("validity_start_time", DataType.String, "From when on the certificate is valid, in the format of RFC 3339."),
        Arguments.Computed(EndTime, DataType.String, "Until when the certificate is valid, in the format of RFC 3339."),
        Arguments.Computed("id", DataType.String, "The serial number of the certificate."),
    ];

    /// <summary>A new value of any of these makes another certificate.</summary>
    private protected static IReadOnlyList<string> ReplacingChoices { get; } = ["validity_period_hours", "allowed_uses", "is_ca_certificate", "max_path_length", "set_subject_key_id"];

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([
        .. call.Config.AtLeast("validity_period_hours", 0),
        .. call.Config.AtLeast("early_renewal_hours", 0),
        .. call.Config.AtLeast("max_path_length", -1),
        .. call.Config.WholeNumbers(Schema.Block),
        .. call.Config.ElementsOneOf("allowed_uses", AllowedUses.Names),
    ]);

    public sealed override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        // What is computed without an object is as good as configured.
        var ready = ReadyFromTheStart(call.Config);
        var planned = _computed.Plan(call.Prior, call.Proposed.With(ReadyForRenewal, ready), call.Config.With(ReadyForRenewal, ready));
        if (!IsDue(planned)) return new(new PlanResponse(planned) { RequiresReplace = Replacing(call.Prior, planned) });
        planned = planned.With(ReadyForRenewal, Value.Unknown(DataType.Bool));
        return new(new PlanResponse(planned) { RequiresReplace = [.. Replacing(call.Prior, planned), ValuePath.Root.Attribute(ReadyForRenewal)] });
    }

    public sealed override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        var made = Issue(call.Planned.With(ReadyForRenewal, ReadyFromTheStart(call.Planned)), problems);
        return new(new ApplyResponse(made ?? (Value)NoObject) { Diagnostics = problems });
    }

    public sealed override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) =>
        new(new ReadResponse(IsDue(call.Current) ? call.Current.With(ReadyForRenewal, Value.True) : call.Current));

    private protected abstract IReadOnlyList<ValuePath> Replacing(ObjectValue? prior, ObjectValue planned);

    /// <summary>The certificate with all that is known of it; null where a problem is an error.</summary>
    private protected abstract ObjectValue? Issue(ObjectValue planned, List<ProviderDiagnostic> problems);

    /// <summary>A draft of what the choices say, valid from now on; null where that has no end.</summary>
    private protected CertificateDraft? Draft(ObjectValue planned, byte[] issuer, byte[] subject, byte[] publicKey, AlternativeNames names, List<ProviderDiagnostic> problems)
    {
        var isAuthority = planned.FlagOf("is_ca_certificate") is true;
        if (isAuthority && subject is [_, 0])
            problems.Add(ProviderDiagnostic.Error("Invalid Certificate Subject", "Must contain at least one Distinguished Name when creating Certificate Authority (CA): an authority without a name cannot be told from others."));
        var start = _clock.GetUtcNow();
        var hours = planned.WholeNumberOf("validity_period_hours") ?? 0;
        if (hours > (DateTimeOffset.MaxValue - start).TotalHours)
            problems.Add(ProviderDiagnostic.Error("Failed to create certificate", "A certificate cannot be valid beyond the year 9999.", ValuePath.Root.Attribute("validity_period_hours")));
        if (problems.Any(p => p.Severity == Core.Diagnostics.Severity.Error)) return null;
        return new CertificateDraft
        {
            Issuer = issuer,
            Subject = subject,
            SubjectPublicKeyInfo = publicKey,
            NotBefore = start,
            NotAfter = start.AddHours(hours),
            AlternativeNames = names,
            AllowedUses = planned.TextsOf("allowed_uses"),
            IsAuthority = isAuthority,
            MaxPathLength = planned.WholeNumberOf("max_path_length") is >= 0 and <= int.MaxValue and var length ? (int)length : null,
            SubjectKeyIdentifier = isAuthority || planned.FlagOf("set_subject_key_id") is true ? KeyIdentifier.Of(publicKey) : null,
        };
    }

    private protected static ObjectValue? Signed(ObjectValue planned, CertificateDraft draft, PrivateKey key, List<ProviderDiagnostic> problems)
    {
        const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
        try
        {
            return planned
                .WithText("id", draft.SerialNumber.ToString(CultureInfo.InvariantCulture))
                .WithText("cert_pem", Pem.Write(Pem.Certificate, draft.Sign(key)))
                .WithText("validity_start_time", draft.NotBefore.ToString(Format, CultureInfo.InvariantCulture))
                .WithText(EndTime, draft.NotAfter.ToString(Format, CultureInfo.InvariantCulture))
                .With("max_path_length", planned["max_path_length"] is NumberValue length ? length : Value.Null(DataType.Number));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problems.Add(ProviderDiagnostic.Error("Failed to create certificate", $"The certificate cannot be made: {e.Message}"));
            return null;
        }
    }

    /// <summary>A certificate that is never far enough from its end is ready for renewal when it is made.</summary>
    private static Value ReadyFromTheStart(ObjectValue value)
    {
        if (value["validity_period_hours"] is UnknownValue || value["early_renewal_hours"] is UnknownValue) return Value.Unknown(DataType.Bool);
        var validity = value.WholeNumberOf("validity_period_hours") ?? 0;
        return Value.Bool(validity == 0 || (value.WholeNumberOf("early_renewal_hours") ?? 0) >= validity);
    }

    private bool IsDue(ObjectValue value)
    {
        if (value.TextOf(EndTime) is not { } text || !TimestampParser.TryParse(text, lenient: true, out var end, out _)) return false;
        var early = value.WholeNumberOf("early_renewal_hours") ?? 0;
        return Timestamp.Of(_clock.GetUtcNow()).CompareTo(end with { UnixSeconds = end.UnixSeconds - Math.Min(early, int.MaxValue) * 3600 }) >= 0;
    }
}
