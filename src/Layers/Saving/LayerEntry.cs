using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entry of a layer in the settings of the enclosing layer or model.</summary>
/// <param name="Setting">The setting that holds the entry: <c>layers</c>, <c>layer</c>, <c>backward_layer</c>, <c>cell</c> or
/// <c>cells</c>.</param>
/// <param name="Json">The layer's class and settings.</param>
internal sealed record LayerEntry(string Setting, JsonObject Json)
{
    /// <summary>The layer's class; empty if the entry does not have it.</summary>
    public string ClassName => KerasObjects.ClassName(Json) ?? "";

    /// <summary>The layer's name; empty if the entry does not have it.</summary>
    public string Name => LayerEntries.Name(Json);

    /// <summary>Whether the layer has a place in a model; inputs and operations have none.</summary>
    public bool IsPlaced => ClassName != "InputLayer" && !StockOperationJson.IsOperation(Json);
}
