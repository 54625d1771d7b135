namespace Layers.Cli;

/// <summary>Finds adaptive layers by the names that users type.</summary>
internal static class AdaptiveLayers
{
    /// <summary>Returns an adaptive layer of a model by its name.</summary>
    /// <exception cref="ToolException">The model has no adaptive layer of this name.</exception>
    public static AdaptiveLayer LayerOf(Model model, string name)
    {
        var layers = Learning.LayersOf(model);
        if (layers.Count == 0) throw new ToolException($"{model} has no layer that learns from data.");
        string[] names = [.. layers.Select(each => each.Name)];
        return layers.Where(each => each.Name == name).Select(each => each.Layer).FirstOrDefault()
            ?? throw new ToolException(
                $"{model} has no layer '{name}' that learns from data.{Nearest.Hint(name, names)} It has {NameList.Of(names, name)}.");
    }
}
