namespace Plumb.Plugins.Login;

/// <summary>A host that gives out tokens on pages of its own, for people to copy: one with the API of HCP Terraform, <c>tfe.v2</c>.</summary>
/// <param name="Api">Where the API is; ends with a slash.</param>
public sealed record TokenPages(Uri Api)
{
    public const string Name = "tfe.v2";

    /// <summary>Where people make tokens.</summary>
    public Uri Address => new(Api, "/app/settings/tokens?source=terraform-login");

    /// <summary>Says whose a token is.</summary>
    internal Uri Account => new(Api, "account/details");
}
