namespace Layers;

internal static partial class Throw
{
    public static SkewException Skewed(SkewReport report) =>
        new($"Rows to be predicted must look like what the model was adapted to, as the guard asks. {report}\nCheck units and columns of the source, adapt anew, or predict without the guard.", report);

    public static ArgumentException GuardOfEverything(string name) =>
        new("A guard acts on rows that are not as in training: give Shifted or Different.", name);
}
