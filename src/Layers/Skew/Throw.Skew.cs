namespace Layers;

internal static partial class Throw
{
    public static SkewException Skewed(SkewReport report) =>
        new($"The guard requires rows that are like the data that the model was adapted to. {report}\n" +
            "Check units and columns of the source, adapt again, or predict without the guard.", report);

    public static ArgumentException GuardOfEverything(string name) =>
        new("A guard acts on rows that differ from training: give Shifted or Different.", name);
}
