using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What <c>layers.json</c> keeps of the inputs that a <see cref="Functional"/> has from a <see cref="FeatureSpace"/>: which columns of a table they take, and what a missing text
/// becomes. A space that the file holds keeps its own, and those of the model as a whole are in what it gives and takes (<see cref="ModelMemory"/>).</summary>
internal static class InputColumns
{
    private const string Column = "column";

    /// <summary>By the place of the model within the whole, and the name of the input; null where no input is a column.</summary>
    public static JsonObject? Write(Model model)
    {
        var json = new JsonObject();
        foreach (var (place, functional) in Functionals(model))
        {
            var inputs = new JsonObject();
            foreach (var input in functional.Inputs)
                if (input.Column is { } column) inputs[input.Name] = new JsonObject { [Column] = column, [FeatureSpaceFile.MissingText] = input.MissingText };
            if (inputs.Count > 0) json[place] = inputs;
        }
        return json.Count > 0 ? json : null;
    }

    public static void Read(Model model, JsonObject json)
    {
        foreach (var (place, functional) in Functionals(model))
            foreach (var input in functional.Inputs)
                if (json[place]?[input.Name] is JsonObject entry && JsonWords.Text(entry[Column]) is { } column) (input.Column, input.MissingText) = (column, JsonWords.Text(entry[FeatureSpaceFile.MissingText]));
    }

    private static IEnumerable<(string Place, Functional Model)> Functionals(Model model)
    {
        foreach (var (place, layer, _) in LayerPlaces.Of(model))
            if (layer is Functional functional && layer != model) yield return (place, functional);
    }
}
