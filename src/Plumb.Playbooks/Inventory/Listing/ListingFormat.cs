namespace Plumb.Playbooks.Inventory.Listing;

public enum ListingFormat
{
    Json,
    Yaml,
    Toml,
}
