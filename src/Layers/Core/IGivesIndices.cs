namespace Layers;

/// <summary>A layer that gives indices, so that its policy may be one of integers.</summary>
internal interface IGivesIndices;
