namespace Layers;

internal static class ModelSummary
{
    public static string Of(Model model) => model.ToString();
}
