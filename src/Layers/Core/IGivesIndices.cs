namespace Layers;

/// <summary>A layer that outputs indices, so its policy may be an integer policy.</summary>
internal interface IGivesIndices;
