global using Layers.Graphs;
global using Layers.Tests;

// TensorFlow uses both cores of a small machine on its own.
[assembly: LevelOfParallelism(2)]
