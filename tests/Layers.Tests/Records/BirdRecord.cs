namespace Layers.Tests;

/// <summary>A record type that implements the interface by hand, with its columns in another order than the model's.</summary>
internal readonly record struct BirdRecord(string? Island, int Year, float? Mass) : IFeatures
{
    private static readonly string[] s_columns = ["Island", "Year", "Mass (g)"];

    public IReadOnlyList<string> Columns => s_columns;

    public void Write(ref FeatureWriter row)
    {
        row.Write(Island);
        row.Write(Year);
        row.Write(Mass);
    }
}
