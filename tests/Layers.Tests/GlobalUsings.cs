global using Layers.Graphs;
