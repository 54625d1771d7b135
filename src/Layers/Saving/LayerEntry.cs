using System.Text.Json.Nodes;

namespace Layers;

/// <summary>An entry of a layer in the settings of the layer or model around it.</summary>
/// <param name="Setting">The setting that it is in: <c>layers</c>, <c>layer</c>, <c>backward_layer</c>, <c>cell</c> or
/// <c>cells</c>.</param>
/// <param name="Json">Its class and settings.</param>
internal sealed record LayerEntry(string Setting, JsonObject Json)
{
    /// <summary>The layer's class; empty where the entry does not say it.</summary>
    public string ClassName => KerasObjects.ClassName(Json) ?? "";

    /// <summary>The layer's name; empty where the entry does not say it.</summary>
    public string Name => LayerEntries.Name(Json);

    /// <summary>Whether it has a place in a model; inputs and operations have none.</summary>
    public bool IsPlaced => ClassName != "InputLayer" && !StockOperationJson.IsOne(Json);
}
