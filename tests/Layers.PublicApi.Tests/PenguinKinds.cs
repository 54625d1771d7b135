namespace Layers.PublicApi.Tests;

/// <summary>The same columns in each kind of type that the generator takes.</summary>
public static partial class PenguinKinds
{
    /// <summary>The names of its members are words of the column.</summary>
    public enum Where
    {
        Biscoe,
        Dream,
    }

    [Features]
    public partial class OfClass
    {
        public string Island { get; set; } = "Dream";

        public string? Sex { get; init; }

        [Feature("Body Mass (g)")]
        public double? BodyMass { get; set; } = 3350;
    }

    [Features]
    public readonly partial struct OfStruct(Where island, int mass)
    {
        [Feature("Body Mass (g)")]
        public int BodyMass => mass;

        public Where Island => island;

        public Where? Sex => null;
    }

    [Features]
    public readonly partial record struct OfRecordStruct(Where Island, string? Sex, [property: Feature("Body Mass (g)")] decimal BodyMass);

    [Features]
    public abstract partial record Bird(Where? Island);

    [Features]
    public sealed partial record OfBase(Where? Island, string? Sex, [Feature("Body Mass (g)")] short BodyMass) : Bird(Island);

    [Features]
    public sealed partial class Generic<T>(T note)
        where T : notnull
    {
        [Feature(Ignore = true)]
        public T Note => note;

        public string Island => "Dream";

        public string? Sex => null;

        [Feature("Body Mass (g)")]
        public ulong BodyMass => 3350;
    }

    [Features]
    public sealed partial record Heavy(string Island, string? Sex, [Feature("Body Mass (g)")] ulong BodyMass);

    [Features]
    public sealed partial record Coded(ulong Island, string? Sex, [Feature("Body Mass (g)")] float BodyMass);

    /// <summary>A record with other columns.</summary>
    [Features]
    public sealed partial record Note(string Text);

    /// <summary>A class that implements the interface by hand.</summary>
    public sealed class OfHand : IFeatures
    {
        private static readonly string[] s_columns = ["Body Mass (g)", "Island", "Sex"];

        public IReadOnlyList<string> Columns => s_columns;

        public void Write(ref FeatureWriter row)
        {
            row.Write(3350);
            row.Write("Dream");
            row.Write((string?)null);
        }
    }
}
