namespace Layers;

/// <summary>Some rows of examples, taken together in one step.</summary>
/// <param name="Examples">The examples.</param>
/// <param name="Start">The first row's place in the order.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Order">The order of all rows; null for their own.</param>
internal readonly record struct ExampleBatch(Examples Examples, int Start, int Count, int[]? Order);
